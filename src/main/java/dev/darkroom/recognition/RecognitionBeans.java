package dev.darkroom.recognition;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.support.LifecycleStrategySupport;
import software.amazon.awssdk.services.s3.S3Client;

/** The bean that the route of the step classify names. */
public final class RecognitionBeans implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        // the bean below is all there is to configure
    }

    /** Closes itself at the end: with a destroyMethod it would be made at the end of a process that never asked for it. */
    @BindToRegistry(lazy = true)
    public Recognition recognition(CamelContext context, @PropertyInject("darkroom.recognition.model") String model,
            @PropertyInject("darkroom.recognition.cache") String cache,
            @PropertyInject("darkroom.recognition.timeout-seconds") long timeoutSeconds,
            @PropertyInject("darkroom.recognition.parallel") int parallel,
            @PropertyInject("darkroom.recognition.threads") int threads,
            @PropertyInject("darkroom.recognition.batch") int batch) {
        var timeout = Duration.ofSeconds(timeoutSeconds);
        var elsewhere = Map.<String, Fetch>of("https", new HttpsFetch(HttpClient.newBuilder(), timeout), "s3",
                new S3Fetch(() -> context.getRegistry().findSingleByType(S3Client.class), timeout));
        var recognition = new Recognition(model, new ModelFiles(Path.of(cache), elsewhere), parallel, threads, batch);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                recognition.close();
            }
        });
        return recognition;
    }
}
