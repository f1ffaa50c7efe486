package dev.darkroom.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.parts.WorkerToken;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private final Tokens tokens = new Tokens(new WorkerToken("the-token-of-the-workers-in-tests"));

    @Test
    void everyTokenIsANewOneOf256Bits() {
        var created = Stream.generate(tokens::create).limit(100).collect(Collectors.toSet());

        assertEquals(100, created.size());
        assertTrue(created.stream().allMatch(token -> token.matches("[A-Za-z0-9_-]{43}")));
    }

    @Test
    void theDigestIsSha256InHexadecimal() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", tokens.digest("abc"));
    }

    @ParameterizedTest
    @CsvSource({"the-token-of-the-workers-in-tests, true", "the-token-of-the-workers-in-test, false",
            "The-token-of-the-workers-in-tests, false", "'', false", "null, false"})
    void aWorkerIsWhoHasTheWorkersToken(String token, boolean worker) {
        assertEquals(worker, tokens.isWorker(token));
    }

    @Test
    void aWorkerHasNoIdThatAnImageCouldBelongTo() {
        assertEquals(Map.of("username", "worker", "role", "worker"), tokens.worker());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "1234567890123456789012345678901"})
    void aWorkersTokenThatCouldBeGuessedIsRefused(String token) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new WorkerToken(token)).getMessage()
                .contains("DARKROOM_WORKER_TOKEN"));
    }
}
