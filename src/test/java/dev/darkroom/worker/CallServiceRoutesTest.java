package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.Photograph;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallServiceRoutesTest extends ServiceRouteTest {

    @Test
    void postsThePhotographAndTakesTheOneThatIsAnswered() throws Exception {
        var relief = photograph().withGrey(photograph().luminance());
        var service = expect(SERVICE, answer(relief.encode()));

        var exchange = emboss();

        assertNull(exchange.getException());
        assertTrue(exchange.getMessage().getBody(Photograph.class).isGrey());
        assertEquals(Map.of(), exchange.getMessage().getHeaders());
        var sent = service.getExchanges().getFirst().getMessage();
        assertEquals(Map.of("CamelHttpMethod", "POST", "CamelHttpQuery", "azimuth=90&depth=2.5", "Content-Type",
                "image/jpeg", "Accept", "image/png, image/jpeg"), sent.getHeaders());
    }

    @Test
    void sendsTheBytesOfThePhotograph() throws Exception {
        var bytes = new byte[1][];
        expect(SERVICE).whenAnyExchangeReceived(exchange -> {
            bytes[0] = exchange.getMessage().getBody(byte[].class);
            exchange.getMessage().setBody(answer(camera()));
        });

        assertNull(emboss().getException());

        assertArrayEquals(photograph().encode(), bytes[0]);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"422, Too dark, Too dark", "413, `{\"detail\": \"Too large\"}`, Too large",
                    "400, `{\"reason\": 1}`, `{\"reason\": 1}`"})
    void failsForGoodWhenTheServiceRefuses(int status, String body, String told) throws Exception {
        expect(SERVICE, status(status, body));

        assertEquals(told, failure(UnworkableJobException.class).getMessage());
    }

    @Test
    void tellsTheStatusOfARefusalWithoutWords() throws Exception {
        expect(SERVICE, status(404, null));

        assertTrue(failure(UnworkableJobException.class).getMessage().contains("404"));
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 500, 429, 408})
    void callsAServiceAgainThatIsBusy(int status) throws Exception {
        expect(SERVICE, status(status, ""), answer(camera()));

        assertNull(emboss().getException());
    }

    @Test
    void callsAServiceAgainThatDoesNotAnswerInTime() throws Exception {
        expect(SERVICE, new SocketTimeoutException("Read timed out"), answer(camera()));

        assertNull(emboss().getException());
    }

    @Test
    void callsAServiceAgainWhoseAnswerBreaksOff() throws Exception {
        expect(SERVICE, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        }, answer(camera()));

        assertNull(emboss().getException());
    }

    @Test
    void leavesTheJobToAnotherTimeWhenTheServiceStaysAway() throws Exception {
        expect(SERVICE, status(503, ""), status(503, ""), status(503, ""));

        assertEquals(503, emboss().getException(HttpOperationFailedException.class).getStatusCode());
    }

    @Test
    void failsWhenTheAnswerIsNoPhotograph() throws Exception {
        expect(SERVICE, answer("good morning".getBytes()));

        var told = failure(UnworkableJobException.class).getMessage();
        assertTrue(told.startsWith("The service answered no photograph: This is not a JPEG or PNG image"), told);
    }

    @Test
    void readsNoMoreOfAnAnswerThanTheLimit() throws Exception {
        var read = new int[1];
        expect(SERVICE, new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 0;
            }
        });

        assertEquals("The service answered more than 100000 bytes",
                failure(UnworkableJobException.class).getMessage());
        assertEquals(100_001, read[0]);
    }

    private <T extends Exception> T failure(Class<T> type) throws IOException {
        Exchange exchange = emboss();
        var failure = exchange.getException(type);
        assertNotNull(failure, () -> String.valueOf(exchange.getException()));
        return failure;
    }
}
