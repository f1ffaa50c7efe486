package dev.darkroom.frontend.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client for hosts that are nobody's friend. A call ends at a fixed time, however slowly the host answers; of
 * the answer only the beginning is read, then the connection is closed. Nothing is followed, tried again by itself,
 * unpacked, or kept for the next call.
 */
public final class BoundedCalls implements HttpClientConfigurer, AutoCloseable {

    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("webhook-clock").factory());
    private final Duration timeout;
    private final int answerBytes;

    /**
     * @param timeout     of a call, from the resolution of the name to the end of the answer
     * @param answerBytes so much of an answer is read
     */
    public BoundedCalls(Duration timeout, int answerBytes) {
        this.timeout = timeout;
        this.answerBytes = answerBytes;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setProxy(null).setDefaultRequestConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeout)).setResponseTimeout(Timeout.of(timeout)).build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableConnectionState()
                .setConnectionReuseStrategy((_, _, _) -> false).addExecInterceptorFirst("bounded", this::call);
    }

    private ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        var over = new AtomicBoolean();
        var end = clock.schedule(() -> {
            over.set(true);
            ((Cancellable) scope.originalRequest).cancel();
        }, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var response = chain.proceed(request, scope);
            var beginning = beginning(response);
            scope.execRuntime.discardEndpoint();
            return told(response, beginning);
        } catch (IOException e) {
            if (over.get()) {
                var late = new InterruptedIOException("no answer within " + timeout.toSeconds() + " s");
                late.initCause(e);
                throw late;
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    /** What came of the body until its limit, its end or the end of the call; the status is known already. */
    private byte[] beginning(ClassicHttpResponse response) throws IOException {
        var read = new ByteArrayOutputStream();
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try {
            InputStream body = entity.getContent();
            var buffer = new byte[answerBytes];
            for (int n; read.size() < answerBytes
                    && (n = body.read(buffer, 0, answerBytes - read.size())) >= 0;) {
                read.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the host's answer is what it said before it broke off
        }
        return read.toByteArray();
    }

    private static ClassicHttpResponse told(ClassicHttpResponse response, byte[] beginning) {
        var retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        response.setHeaders();
        if (retryAfter != null) {
            response.setHeader(retryAfter);
        }
        response.setEntity(new ByteArrayEntity(beginning, null));
        return response;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
