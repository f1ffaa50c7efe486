package dev.darkroom.parts;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.CamelContextHelper;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A process is ready when the parts of its role answer: S3 and SQS, and for a front end PostgreSQL with its tables. */
public final class PartChecks implements CamelConfiguration {

    private static final int DATABASE_SECONDS = 2;

    @Override
    public void configure(CamelContext context) {
        var role = Role.of(context);
        check(context, "s3", () -> {
            for (var bucket : List.of("darkroom.s3.input-bucket", "darkroom.s3.output-bucket")) {
                part(context, S3Client.class).headBucket(request -> request.bucket(property(context, bucket)));
            }
            return null;
        });
        // a worker whose jobs come by HTTP alone needs no queue
        if (role.frontEnd() || Boolean.parseBoolean(property(context, "darkroom.worker.queue"))) {
            check(context, "sqs", () -> {
                var queues = role.frontEnd()
                        ? List.of("darkroom.sqs.jobs-url", "darkroom.sqs.dead-jobs-url",
                                "darkroom.sqs.upload-events-url")
                        : List.of("darkroom.sqs.jobs-url");
                for (var queue : queues) {
                    part(context, SqsClient.class)
                            .getQueueAttributes(request -> request.queueUrl(property(context, queue)));
                }
                return null;
            });
        }
        if (role.worker()) {
            check(context, "taking-jobs", () -> {
                if (Role.TAKING_JOBS.stream().map(context.getRouteController()::getRouteStatus)
                        .anyMatch(ServiceStatus.Suspended::equals)) {
                    throw new IllegalStateException("the front end does not know this worker's token");
                }
                return null;
            });
        }
        if (role.frontEnd()) {
            check(context, "postgresql", () -> {
                try (var connection = part(context, HikariDataSource.class).getConnection()) {
                    if (!connection.isValid(DATABASE_SECONDS)) {
                        throw new IllegalStateException("the connection is dead");
                    }
                }
                if (!context.hasService(Migrations.class).done()) {
                    throw new IllegalStateException("its tables are not there yet");
                }
                return null;
            });
        }
    }

    private static void check(CamelContext context, String part, Callable<?> question) {
        context.getRegistry().bind(part + "-check", new PartCheck(part, question));
    }

    private static <T> T part(CamelContext context, Class<T> type) {
        return CamelContextHelper.findSingleByType(context, type);
    }

    private static String property(CamelContext context, String name) {
        return context.resolvePropertyPlaceholders("{{" + name + "}}");
    }
}
