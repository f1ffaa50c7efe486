package dev.darkroom.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each case is the local cloud with one setting changed. */
class WhereaboutsTest {

    private static final String DATABASE = "darkroom.database.url";
    private static final String S3 = "darkroom.s3.endpoint";

    private final Map<String, String> settings = new HashMap<>(Map.of(S3, "http://127.0.0.1:19000",
            "darkroom.sqs.endpoint", "http://127.0.0.1:19324", "darkroom.sqs.jobs-url",
            "http://127.0.0.1:19324/000000000000/jobs", "darkroom.sqs.dead-jobs-url",
            "http://127.0.0.1:19324/000000000000/jobs-dead", "darkroom.sqs.upload-events-url",
            "http://127.0.0.1:19324/000000000000/upload-events", DATABASE,
            "jdbc:postgresql://127.0.0.1:15432/darkroom", "darkroom.redis.url", "redis://127.0.0.1:16379"));

    private List<String> elsewhere() {
        return new Whereabouts(settings::get).elsewhere();
    }

    @Test
    void theLocalCloudIsNowhereElse() {
        assertEquals(List.of(), elsewhere());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:19000", "http://LOCALHOST:19000", "http://127.1.2.3", "http://[::1]:19000",
                    "http://key@127.0.0.1:19000"})
    void addressesOfThisMachineAreTheLocalCloud(String endpoint) {
        settings.put(S3, endpoint);

        assertEquals(List.of(), elsewhere());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://s3.amazonaws.com", "http://127.0.0.1@s3.amazonaws.com", "http://10.0.0.7:9000",
                    "http://0.0.0.0:9000", "http://192.168.1.1", "http://localhost.example.org",
                    "http://127.0.0.1.nip.io:19000",
                    "http://minio:9000", "http://[fd00::1]:9000", "http://localhost_:9000", "127.0.0.1:19000",
                    "localhost",
                    "http://", "no address at all"})
    void everyOtherAddressIsNot(String endpoint) {
        settings.put(S3, endpoint);

        assertEquals(List.of("darkroom.s3.endpoint does not lead to this machine alone"), elsewhere());
    }

    @ParameterizedTest
    @ValueSource(strings = {S3, "darkroom.sqs.endpoint"})
    void noEndpointMeansAws(String setting) {
        settings.put(setting, "");

        assertEquals(List.of(setting + " is not set, which means AWS itself"), elsewhere());
    }

    @ParameterizedTest
    @CsvSource({
            "darkroom.sqs.endpoint,          https://sqs.eu-central-1.amazonaws.com",
            "darkroom.sqs.jobs-url,          https://sqs.us-east-1.amazonaws.com/000000000000/jobs",
            "darkroom.sqs.dead-jobs-url,     https://sqs.us-east-1.amazonaws.com/000000000000/jobs-dead",
            "darkroom.sqs.upload-events-url, https://sqs.us-east-1.amazonaws.com/000000000000/upload-events",
            "darkroom.database.url,          jdbc:postgresql://db.example.org:5432/darkroom",
            "darkroom.redis.url,             redis://cache.example.org:6379"})
    void onePartElsewhereIsEnough(String setting, String value) {
        settings.put(setting, value);

        assertEquals(List.of(setting + " does not lead to this machine alone"), elsewhere());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://localhost:15432/darkroom", "jdbc:postgresql://[::1]:15432/darkroom",
                    "jdbc:postgresql://localhost/darkroom?sslmode=disable", "jdbc:postgresql:darkroom",
                    "jdbc:postgresql://127.0.0.1:1,127.0.0.1:2/darkroom"})
    void databasesOnThisMachineAreTheLocalCloud(String url) {
        settings.put(DATABASE, url);

        assertEquals(List.of(), elsewhere());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://127.0.0.1:5432,db.example.org:5432/darkroom",
                    "jdbc:postgresql://db.example.org:5432/darkroom?ApplicationName=localhost",
                    "jdbc:postgresql://db.example.org/localhost",
                    "jdbc:postgresql://127.0.0.1@db.example.org:5432/darkroom",
                    "jdbc:postgresql:///darkroom?socketFactory=com.google.cloud.sql.postgres.SocketFactory",
                    "jdbc:mysql://127.0.0.1/darkroom", "127.0.0.1:5432"})
    void everyOtherDatabaseIsNot(String url) {
        settings.put(DATABASE, url);

        assertEquals(List.of("darkroom.database.url does not lead to this machine alone"), elsewhere());
    }
}
