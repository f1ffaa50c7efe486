package dev.darkroom.frontend;

import dev.darkroom.http.Tokens;
import dev.darkroom.http.Problems;
import dev.darkroom.parts.WorkerToken;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.Sequences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.MicrometerUtils;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.LifecycleStrategySupport;
import org.redisson.api.RedissonClient;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The beans that the routes of the front end name. */
public final class FrontEndBeans implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                // before the routes stop, which wait for those who wait
                if (stopping.getRegistry().lookupByName("changes") instanceof Changes changes) {
                    changes.stop();
                }
            }
        });
    }

    /** Which of the two servers serves the API: Camel cannot tell by itself when there is one for management too. */
    @BindToRegistry(lazy = true)
    public VertxPlatformHttpServerConfiguration apiServer(@PropertyInject("darkroom.port") int port) {
        var server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(port);
        return server;
    }

    @BindToRegistry(lazy = true)
    public Contract contract() throws IOException {
        try (var yaml = Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml"))) {
            return new Contract(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @BindToRegistry(lazy = true)
    public ContractFiles contractFiles() throws IOException {
        return new ContractFiles();
    }

    /** Camel's own strategy keeps Cache-Control and Connection to itself. */
    @BindToRegistry(lazy = true)
    public HttpHeaderFilterStrategy answerHeaders() {
        var strategy = new HttpHeaderFilterStrategy();
        strategy.getOutFilter().removeAll(Set.of("cache-control", "connection"));
        return strategy;
    }

    @BindToRegistry(lazy = true)
    public Problems problems() {
        return new Problems();
    }

    @BindToRegistry(lazy = true)
    public Tokens tokens(@PropertyInject("darkroom.worker.token") String workerToken) {
        return new Tokens(new WorkerToken(workerToken));
    }

    @BindToRegistry(lazy = true)
    public Accounts accounts(@PropertyInject("darkroom.registration") String registration) {
        return new Accounts(registration);
    }

    @BindToRegistry(lazy = true)
    public Pages pages(@PropertyInject("darkroom.limits.page") int limit,
            @PropertyInject("darkroom.time-zone") String zone) {
        return new Pages(limit, ZoneId.of(zone));
    }

    @BindToRegistry(lazy = true)
    public IdempotentRequests idempotentRequests() {
        return new IdempotentRequests();
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public Passwords passwords(@PropertyInject("darkroom.sign-in.waiting") int waiting) {
        return new Passwords(waiting);
    }

    @BindToRegistry(lazy = true)
    public JobTypes jobTypes(Catalogue catalogue, Sequences sequences) {
        return new JobTypes(catalogue, sequences);
    }

    @BindToRegistry(lazy = true)
    public JobRequests jobRequests(Sequences sequences, Contract contract, Pages pages) {
        return new JobRequests(sequences, contract, pages);
    }

    @BindToRegistry(lazy = true)
    public Announcements announcements(JobRequests jobRequests,
            @PropertyInject("darkroom.limits.bytes") long maxBytes) {
        return new Announcements(jobRequests, maxBytes);
    }

    @BindToRegistry(lazy = true)
    public FileNames fileNames(Catalogue catalogue) {
        return new FileNames(catalogue);
    }

    @BindToRegistry(lazy = true)
    public Links links(S3Presigner presigner, FileNames fileNames,
            @PropertyInject("darkroom.s3.input-bucket") String inputBucket,
            @PropertyInject("darkroom.s3.output-bucket") String outputBucket,
            @PropertyInject("darkroom.upload.link-seconds") long uploadSeconds,
            @PropertyInject("darkroom.download.link-seconds") long downloadSeconds) {
        return new Links(presigner, fileNames, inputBucket, outputBucket, Duration.ofSeconds(uploadSeconds),
                Duration.ofSeconds(downloadSeconds));
    }

    @BindToRegistry(lazy = true)
    public S3Keys s3Keys() {
        return new S3Keys();
    }

    @BindToRegistry(lazy = true)
    public ReportCheck reportCheck() {
        return new ReportCheck();
    }

    @BindToRegistry(lazy = true)
    public JobMetrics jobMetrics(CamelContext context, Catalogue catalogue) {
        return new JobMetrics(() -> MicrometerUtils.getOrCreateMeterRegistry(context.getRegistry(),
                MicrometerConstants.METRICS_REGISTRY_NAME), catalogue);
    }

    @BindToRegistry(lazy = true)
    public Changes changes(RedissonClient redis,
            @PropertyInject("darkroom.wait.recheck-seconds") long recheckSeconds) {
        return new Changes(redis, Duration.ofSeconds(recheckSeconds));
    }

    @BindToRegistry(lazy = true)
    public JobEvents jobEvents(Changes changes, @PropertyInject("darkroom.events.keep-alive-seconds") long keepAlive,
            @PropertyInject("darkroom.events.jobs") int jobs, @PropertyInject("darkroom.events.streams") int streams) {
        return new JobEvents(changes, Duration.ofSeconds(keepAlive), jobs, streams);
    }
}
