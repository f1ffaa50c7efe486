package dev.darkroom.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json;charset=utf-8",
                    "application/json; charset=\"UTF-8\"", "application/json; profile=x"})
    void readsJson(String contentType) {
        assertEquals("{\"a\":\"é\"}", MediaTypes.readJson(contentType, null, "{\"a\":\"é\"}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "json", "*/*", "application/*", "text/json", "application/problem+json",
                    "application/json; charset=utf-16", "application/json; charset=klingon",
                    "application/json; charset=a b",
                    "application/json; charset=utf-8; charset=utf-16", "application/json, text/plain"})
    void readsNothingElse(String contentType) {
        assertThrows(UnsupportedMediaType.class, () -> MediaTypes.readJson(contentType, null, new byte[]{'1'}));
    }

    @Test
    void readsNothingThatIsCompressed() {
        assertEquals("1", MediaTypes.readJson("application/json", "identity", new byte[]{'1'}));
        assertThrows(UnsupportedMediaType.class,
                () -> MediaTypes.readJson("application/json", "gzip", new byte[]{'1'}));
    }

    @Test
    void readsNothingThatIsNotUtf8() {
        assertThrows(BadRequest.class,
                () -> MediaTypes.readJson("application/json", null, "\"é\"".getBytes(ISO_8859_1)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "*/*", "application/*", "application/json", "APPLICATION/JSON",
                    "application/json;charset=utf-8", "text/html, application/json;q=0.1", "text/html,,*/*;q=0.001",
                    "application/*;q=0, application/json"})
    void answersWhatIsAccepted(String accept) {
        assertDoesNotThrow(() -> MediaTypes.requireAccepted(accept, "application/json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html
            text/*
            application/problem+json
            application/json;q=0
            application/json;q=0, */*
            application/*;q=0.0, */*;q=1
            */*;q=0
            application/json;q=much
            json
            application/
            """)
    void answersNothingElse(String accept) {
        assertThrows(NotAcceptable.class, () -> MediaTypes.requireAccepted(accept, "application/json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
            text/html                                                      | true
            text/html;q=0.9, application/json;q=0.5                        | true
            application/json, text/html                                    | false
            text/html;q=0.4, application/json;q=0.5                        | false
            */*                                                            | false
            none                                                           | false
            """)
    void knowsWhoWouldRatherHaveAPage(String accept, boolean page) {
        assertEquals(page, MediaTypes.prefers(accept, "text/html", "application/json"));
    }
}
