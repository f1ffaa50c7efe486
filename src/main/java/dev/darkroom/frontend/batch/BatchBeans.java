package dev.darkroom.frontend.batch;

import dev.darkroom.frontend.Announcements;
import dev.darkroom.frontend.JobRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.redis.processor.aggregate.RedisAggregationRepository;
import org.apache.camel.support.LifecycleStrategySupport;
import org.redisson.api.RedissonClient;

/** The beans that the routes of batches name. */
public final class BatchBeans implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                // before the routes stop, which wait for forms to end
                if (stopping.getRegistry().lookupByName("batchBodies") instanceof BatchBodies bodies) {
                    bodies.stop();
                }
            }
        });
    }

    @BindToRegistry(lazy = true)
    public BatchBodies batchBodies(@PropertyInject("camel.server.max-body-size") int maxBodyBytes,
            @PropertyInject("darkroom.batch.idle-seconds") long idleSeconds,
            @PropertyInject("darkroom.batch.images") int maxImages,
            @PropertyInject("darkroom.limits.bytes") long maxBytes,
            @PropertyInject("darkroom.batch.forms") int maxForms) throws IOException {
        new UploadFiles().deleteLeftOver();
        return new BatchBodies(maxBodyBytes, Duration.ofSeconds(idleSeconds), maxImages, maxBytes, maxForms);
    }

    @BindToRegistry(lazy = true)
    public OpenBatches openBatches() {
        return new OpenBatches();
    }

    @BindToRegistry(lazy = true)
    public BatchRequests batchRequests(Announcements announcements, JobRequests jobRequests,
            @PropertyInject("darkroom.batch.job-sequence") String usual,
            @PropertyInject("darkroom.batch.images") int maxImages) {
        return new BatchRequests(announcements, jobRequests, List.of(usual.split(",")), maxImages);
    }

    @BindToRegistry(lazy = true)
    public Tallies tallies(RedissonClient redis) {
        return new Tallies(redis);
    }

    /** Optimistic: whichever front end was slower at a batch looks again, and none has to wait for another's lock. */
    @BindToRegistry(lazy = true)
    public RedisAggregationRepository gatheredAnswers(RedissonClient redis) {
        var repository = new RedisAggregationRepository();
        repository.setRedisson(redis);
        repository.setMapName(Tallies.HASH);
        repository.setPersistenceMapName(Tallies.HASH + "-completed");
        repository.setOptimistic(true);
        repository.setUseRecovery(true);
        return repository;
    }
}
