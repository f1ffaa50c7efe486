package dev.darkroom.clean;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The beans that the routes of a cleaning name. */
public final class CleanBeans implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        // the beans below are all there is to configure
    }

    @BindToRegistry(lazy = true)
    public Consent consent(CamelContext context, @PropertyInject("darkroom.s3.input-bucket") String inputBucket,
            @PropertyInject("darkroom.s3.output-bucket") String outputBucket,
            @PropertyInject("darkroom.clean.allowed") boolean requestsAllowed) {
        return new Consent(
                new Whereabouts(setting -> context.resolvePropertyPlaceholders("{{" + setting + "}}")), inputBucket,
                outputBucket, requestsAllowed);
    }

    @BindToRegistry(lazy = true)
    public Cleanings cleanings() {
        return new Cleanings();
    }

    @BindToRegistry(lazy = true)
    public QueueContents queueContents(SqsClient sqs) {
        return new QueueContents(sqs);
    }

    @BindToRegistry(lazy = true)
    public BucketContents bucketContents(S3Client s3) {
        return new BucketContents(s3);
    }
}
