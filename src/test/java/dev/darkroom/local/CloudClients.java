package dev.darkroom.local;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Clients as Darkroom has them, made from nothing but the properties that a local cloud gives out. */
final class CloudClients implements AutoCloseable {

    final S3Client s3;
    final S3Presigner presigner;
    final SqsClient sqs;

    private final Map<String, String> properties;

    CloudClients(LocalCloud cloud) {
        properties = cloud.properties();
        s3 = S3Client.builder()
                .endpointOverride(URI.create(properties.get("darkroom.s3.endpoint")))
                .region(LocalAws.REGION)
                .credentialsProvider(LocalAws.credentials())
                .forcePathStyle(true)
                .build();
        presigner = S3Presigner.builder()
                .endpointOverride(URI.create(properties.get("darkroom.s3.public-endpoint")))
                .region(LocalAws.REGION)
                .credentialsProvider(LocalAws.credentials())
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        sqs = SqsClient.builder()
                .endpointOverride(URI.create(properties.get("darkroom.sqs.endpoint")))
                .region(LocalAws.REGION)
                .credentialsProvider(LocalAws.credentials())
                .build();
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(properties.get("darkroom.database.url"),
                properties.get("darkroom.database.username"), properties.get("darkroom.database.password"));
    }

    Jedis redis() {
        return new Jedis(URI.create(properties.get("darkroom.redis.url")));
    }

    String property(String name) {
        return properties.get(name);
    }

    /** Waits as long as SQS lets one wait for the next message of a queue, and takes it away. */
    Message nextMessage(String queue) {
        String url = properties.get(queue);
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(10)).messages();
        if (messages.isEmpty()) {
            throw new AssertionError("No message came to " + url);
        }
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(messages.getFirst().receiptHandle()));
        return messages.getFirst();
    }

    @Override
    public void close() {
        s3.close();
        presigner.close();
        sqs.close();
    }
}
