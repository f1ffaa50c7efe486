package dev.darkroom.frontend.webhook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.TimeUtils;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/** The beans that the routes of webhooks name. */
public final class WebhookBeans implements CamelConfiguration {

    private static final int ANSWER_BYTES = 2048;

    @Override
    public void configure(CamelContext context) {
        // the beans below are all there is to configure
    }

    @BindToRegistry(lazy = true)
    public CallbackUrls callbackUrls(@PropertyInject("darkroom.webhook.schemes") String schemes,
            @PropertyInject("darkroom.webhook.allowed-hosts") String allowedHosts) {
        return new CallbackUrls(list(schemes), AllowedHosts.of(allowedHosts), new PublicAddresses());
    }

    @BindToRegistry(lazy = true)
    public Webhooks webhooks(@PropertyInject("darkroom.webhook.retries") String pauses,
            @PropertyInject("darkroom.webhook.jitter") double jitter) {
        var durations = list(pauses).stream().map(TimeUtils::toMilliSeconds).map(Duration::ofMillis).toList();
        return new Webhooks(new Retries(durations, jitter, new SecureRandom()), Clock.systemUTC());
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public BoundedCalls boundedCalls(@PropertyInject("darkroom.webhook.timeout-seconds") int seconds) {
        return new BoundedCalls(Duration.ofSeconds(seconds), ANSWER_BYTES);
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public PoolingHttpClientConnectionManager publicConnections(
            @PropertyInject("darkroom.webhook.allowed-hosts") String allowedHosts,
            @PropertyInject("darkroom.webhook.parallel") int parallel,
            @PropertyInject("darkroom.webhook.timeout-seconds") int seconds) {
        return connections(new PublicHosts(SystemDefaultDnsResolver.INSTANCE, new PublicAddresses(),
                AllowedHosts.of(allowedHosts)), parallel, seconds);
    }

    static PoolingHttpClientConnectionManager connections(PublicHosts hosts, int parallel, int seconds) {
        var timeout = Timeout.ofSeconds(seconds);
        return PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(hosts)
                .setMaxConnTotal(parallel).setMaxConnPerRoute(parallel)
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(timeout).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build())
                .build();
    }

    private static List<String> list(String commas) {
        return Arrays.stream(commas.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    }
}
