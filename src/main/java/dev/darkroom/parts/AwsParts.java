package dev.darkroom.parts;

import java.net.URI;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients of S3 and SQS; who they are comes from the AWS default credential chain. */
public final class AwsParts implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        context.getPropertiesComponent().addPropertiesFunction(new Cores());
    }

    @BindToRegistry(lazy = true)
    public S3Client s3Client(@PropertyInject("darkroom.s3.endpoint") String endpoint,
            @PropertyInject("darkroom.aws.region") String region,
            @PropertyInject("darkroom.s3.path-style") boolean pathStyle) {
        return at(endpoint, region, S3Client.builder().forcePathStyle(pathStyle))
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(100)).build();
    }

    @BindToRegistry(lazy = true)
    public S3Presigner s3Presigner(@PropertyInject("darkroom.s3.public-endpoint") String endpoint,
            @PropertyInject("darkroom.aws.region") String region,
            @PropertyInject("darkroom.s3.path-style") boolean pathStyle) {
        var builder = S3Presigner.builder().region(Region.of(region))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(pathStyle).build());
        if (!endpoint.isBlank()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.build();
    }

    @BindToRegistry(lazy = true)
    public SqsClient sqsClient(@PropertyInject("darkroom.sqs.endpoint") String endpoint,
            @PropertyInject("darkroom.aws.region") String region) {
        return at(endpoint, region, SqsClient.builder())
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(100)).build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(String endpoint, String region, B builder) {
        builder.region(Region.of(region));
        return endpoint.isBlank() ? builder : builder.endpointOverride(URI.create(endpoint));
    }
}
