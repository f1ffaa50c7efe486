package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.contract.FlatContract;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String[] CHARACTERS = {"a", "Z", "7", ".", "..", "-", "_", "/", "\\", " ", "é", "浜", "🙂",
            "\0",
            "\n", "\u007f", "'", "\"", "%2F", ":", "<b>", "\u202e", "${body}", ".jpg"};

    @ParameterizedTest
    @CsvSource(nullValues = "NULL", textBlock = """
            beach.jpg,         image/jpeg, beach.jpg,        beach.jpg
            IMG_0001.JPG,      image/jpeg, IMG_0001.JPG,     IMG_0001.JPG
            am Strand (1).png, image/png,  am Strand (1).png, am_Strand__1_.png
            /root/.ssh/id,     image/jpeg, id,               id
            .hidden.jpg,       image/jpeg, .hidden.jpg,      hidden.jpg
            浜辺,                image/png,  浜辺,               original.png
            ...,               image/jpeg, ...,              original.jpg
            half\\"dome.jpg,    image/jpeg, half"dome.jpg,    half_dome.jpg
            """)
    void namesAreShownAsTheyAreAndStoredPlain(String name, String contentType, String shown, String file) {
        assertEquals(shown, Names.shown(name));
        assertEquals(file, Names.ofFile(name, contentType));
    }

    @ParameterizedTest
    @CsvSource({"a/, original.jpg", "'C:\\', original.jpg", "/, original.jpg"})
    void aFolderIsNoName(String name, String expected) {
        assertEquals(expected, Names.ofFile(name, "image/jpeg"));
        assertEquals(name.replaceAll("[/\\\\]", "_"), Names.shown(name));
    }

    static Stream<String> anything() {
        var random = new Random(1826);
        return Stream.generate(() -> {
            var name = new StringBuilder();
            for (int i = random.nextInt(1, 400); i > 0; i--) {
                name.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }
            return name.toString();
        }).limit(500);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("anything")
    void whateverTheNameIsItsFileIsAsTheContractHasNames(String name) {
        var contract = FlatContract.tree().at("/components/schemas/NewImage/properties/name");
        var file = Names.ofFile(name, "image/jpeg");

        assertTrue(file.matches(contract.get("pattern").asText()), file);
        assertTrue(file.length() <= contract.get("maxLength").asInt(), file);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("anything")
    void whateverTheNameIsItCanBeStoredAndShown(String name) {
        var shown = Names.shown(name);

        assertTrue(shown.length() <= 255, shown);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(shown), shown);
        assertTrue(shown.codePoints().noneMatch(character -> character < ' ' || character == 127), shown);
        assertFalse(shown.contains("/") || shown.contains("\\"), shown);
        assertEquals(shown, Names.shown(shown));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {99, 100, 101, 255, 256, 1000})
    void ofALongNameTheEndStaysThatSaysItsKind(int length) {
        var name = "a".repeat(length - 4) + ".png";

        assertTrue(Names.ofFile(name, "image/png").endsWith("a.png"));
        assertEquals(Math.min(length, 100), Names.ofFile(name, "image/png").length());
    }
}
