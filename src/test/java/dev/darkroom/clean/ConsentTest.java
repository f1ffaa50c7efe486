package dev.darkroom.clean;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {

    private static final Consent AT_HOME = consent("http://127.0.0.1:19000", false);
    private static final Consent IN_AWS = consent("", false);

    private static Consent consent(String s3, boolean requestsAllowed) {
        return new Consent(new Whereabouts(setting -> switch (setting) {
            case "darkroom.s3.endpoint" -> s3;
            case "darkroom.database.url" -> "jdbc:postgresql://127.0.0.1/darkroom";
            default -> "http://127.0.0.1";
        }), "in", "out", requestsAllowed);
    }

    private static Map<String, Object> request(String bucket) {
        var request = new HashMap<String, Object>();
        request.put("delete_everything_in", bucket);
        return request;
    }

    @Test
    void theCommandCleansTheLocalCloudWithoutBeingAskedTwice() {
        assertDoesNotThrow(() -> AT_HOME.requireOfCommand(null));
    }

    @Test
    void anywhereElseTheCommandSaysWhyNotAndWhatToSay() {
        var refusal = assertThrows(Unprocessable.class, () -> IN_AWS.requireOfCommand(null)).getMessage();

        assertTrue(refusal.contains("darkroom.s3.endpoint is not set"), refusal);
        assertTrue(refusal.contains("the buckets in and out"), refusal);
        assertTrue(refusal.endsWith("say --yes-delete-everything-in in"), refusal);
    }

    @Test
    void anywhereElseTheCommandTakesTheInputBucketsName() {
        assertDoesNotThrow(() -> IN_AWS.requireOfCommand("in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "IN", "in ", "in*", ""})
    void noOtherNameWillDoNotEvenAtHome(String bucket) {
        assertThrows(Unprocessable.class, () -> IN_AWS.requireOfCommand(bucket));
        assertThrows(Unprocessable.class, () -> AT_HOME.requireOfCommand(bucket));
    }

    @Test
    void aRequestNamesTheInputBucket() {
        assertDoesNotThrow(() -> AT_HOME.requireOfRequest(request("in")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"out", "IN", ""})
    void aRequestThatDoesNotIsToldWhatToSend(String bucket) {
        var refusal = assertThrows(Unprocessable.class, () -> AT_HOME.requireOfRequest(request(bucket)));

        assertTrue(refusal.getMessage().endsWith("send {\"delete_everything_in\":\"in\"}"), refusal.getMessage());
    }

    @Test
    void aRequestCleansTheLocalCloudOnly() {
        assertThrows(Forbidden.class, () -> IN_AWS.requireOfRequest(request("in")));
    }

    @Test
    void aRequestCleansWhatTheOperatorAllows() {
        assertDoesNotThrow(() -> consent("", true).requireOfRequest(request("in")));
        assertThrows(Unprocessable.class, () -> consent("", true).requireOfRequest(request("out")));
    }
}
