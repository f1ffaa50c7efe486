package dev.darkroom.transport;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.redisson.api.RedissonClient;

/** The beans that routes of both roles name: what travels between them, and what becomes of it on the way. */
public final class TransportBeans implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        // the beans below are all there is to configure
    }

    @BindToRegistry(lazy = true)
    public JobMessages jobMessages() {
        return new JobMessages();
    }

    @BindToRegistry(lazy = true)
    public Claims claims(RedissonClient redis) {
        return new Claims(redis);
    }

    @BindToRegistry(lazy = true)
    public Nodes nodes(RedissonClient redis) {
        return new Nodes(redis);
    }

    @BindToRegistry(lazy = true)
    public UploadEvents uploadEvents(@PropertyInject("darkroom.s3.input-bucket") String inputBucket) {
        return new UploadEvents(inputBucket);
    }

    @BindToRegistry
    public Failures failures() {
        return new Failures();
    }
}
