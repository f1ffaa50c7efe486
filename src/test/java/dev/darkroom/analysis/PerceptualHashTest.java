package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {

    @Test
    void isStoredWithTheNameOfItsAlgorithm() {
        assertEquals("{\"algorithm\":\"phash\",\"hash\":\"00000000deadbeef\"}",
                new String(new PerceptualHash(0xdeadbeefL).encode(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, 0x0123456789abcdefL})
    void survivesBeingStored(long bits) {
        assertEquals(new PerceptualHash(bits), PerceptualHash.decode(new PerceptualHash(bits).encode()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no JSON", "[]", "7", "{}", "{\"hash\":\"00000000deadbeef\"}",
                    "{\"algorithm\":\"ahash\",\"hash\":\"00000000deadbeef\"}",
                    "{\"algorithm\":\"phash\",\"hash\":\"deadbeef\"}",
                    "{\"algorithm\":\"phash\",\"hash\":\"-0000000deadbeef\"}"})
    void isNotReadFromSomethingElse(String content) {
        assertThrows(IllegalArgumentException.class,
                () -> PerceptualHash.decode(content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, -1, 64", "5, 6, 2"})
    void countsTheBitsThatDiffer(long one, long other, int distance) {
        assertEquals(distance, new PerceptualHash(one).distance(new PerceptualHash(other)));
    }
}
