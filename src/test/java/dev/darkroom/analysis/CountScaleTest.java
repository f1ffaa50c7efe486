package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountScaleTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "7, 8", "46000, 50000", "397300, 400000", "1100, 1200", "0.4, 0.4"})
    void hasAScaleOfRoundNumbers(double highest, double top) {
        assertEquals(top, CountScale.roundUp(highest), 1e-9 * top);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "0.25, 0.25", "999, 999", "2500, 2.5 k", "397300, 397.3 k", "123456, 123.5 k",
            "999999, 1 M", "60000000, 60 M", "0.0001, 0.0001", "5e12, 5000 G"})
    void saysNumbersBriefly(double value, String text) {
        assertEquals(text, CountScale.brief(value));
    }
}
