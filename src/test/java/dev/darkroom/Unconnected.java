package dev.darkroom;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients that lead nowhere: whatever a test forgot to mock fails at them, and leaves this machine in no case. */
public final class Unconnected {

    private Unconnected() {
    }

    /** Signs as the real one does, which takes no connection. */
    public static S3Presigner presigner() {
        return S3Presigner.builder().region(Region.US_EAST_1).credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key-id", "secret"))).build();
    }

    static HikariDataSource dataSource() {
        return new HikariDataSource() {
            @Override
            public Connection getConnection() {
                throw new UnsupportedOperationException("This statement is not mocked");
            }
        };
    }

    static S3Client s3() {
        return new S3Client() {
            // which an endpoint asks for when it starts
            @Override
            public HeadBucketResponse headBucket(HeadBucketRequest request) {
                return HeadBucketResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    static SqsClient sqs() {
        return new SqsClient() {
            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
