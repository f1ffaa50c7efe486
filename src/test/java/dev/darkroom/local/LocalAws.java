package dev.darkroom.local;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What S3 and SQS of the local cloud have in common: one region, one key. The key opens nothing but this machine. */
final class LocalAws {

    static final Region REGION = Region.US_EAST_1;
    static final String ACCESS_KEY_ID = "LOCALDARKROOM7Q2XM4VN";
    static final String SECRET_ACCESS_KEY = "local/only/h8Rw3tKz5pYc1dVb9sLq6mXe2fJg";
    static final String HOST = "127.0.0.1";

    private LocalAws() {
    }

    static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
    }
}
