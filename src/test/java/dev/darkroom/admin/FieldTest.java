package dev.darkroom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                    "^[^\\s@/]+$, [^\\s@\\/]+",
                    "^[A-Za-z0-9][A-Za-z0-9._-]*$, [A-Za-z0-9][A-Za-z0-9._\\-]*",
                    "^[0-9a-f]{64}$, [0-9a-f]{64}",
                    "^[a-z][a-z0-9_]*$, [a-z][a-z0-9_]*",
                    "^[\\x21-\\x7e]+$, [\\x21-\\x7e]+",
                    "^[-(]$, [\\-\\(]",
                    "[a-z], none",
                    "none, none"})
    void writesAPatternAsHtmlTakesIt(String jsonSchema, String html) {
        assertEquals(html, Field.htmlPattern(jsonSchema));
    }
}
