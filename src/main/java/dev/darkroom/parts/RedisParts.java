package dev.darkroom.parts;

import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.codec.SerializationCodec;
import org.redisson.config.Config;

/** The client of Redis. It connects when it is first used and gives up soon: Darkroom goes on without Redis. */
public final class RedisParts implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        // the beans below are all there is to configure
    }

    @BindToRegistry(lazy = true, destroyMethod = "shutdown")
    public RedissonClient redissonClient(@PropertyInject("darkroom.redis.url") String url,
            @PropertyInject("darkroom.claim.lease") long leaseSeconds) {
        var config = new Config();
        config.setLazyInitialization(true);
        // texts, but for the values of hashes: there the aggregation repository of camel-redis stores exchanges
        config.setCodec(new CompositeCodec(StringCodec.INSTANCE, new SerializationCodec(), StringCodec.INSTANCE));
        config.setLockWatchdogTimeout(Duration.ofSeconds(leaseSeconds).toMillis());
        config.useSingleServer().setAddress(url).setConnectionMinimumIdleSize(1).setConnectionPoolSize(16)
                .setConnectTimeout(1000).setTimeout(1000).setRetryAttempts(1);
        return Redisson.create(config);
    }
}
