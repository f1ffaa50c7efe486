package dev.darkroom.web;

import dev.darkroom.frontend.Contract;
import dev.darkroom.sequence.Catalogue;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.freemarker.FreemarkerComponent;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The beans that the routes of all pages name. */
public final class WebBeans implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public Visits visits(Contract contract, S3Presigner presigner,
            @PropertyInject("darkroom.s3.input-bucket") String inputBucket,
            @PropertyInject("darkroom.s3.output-bucket") String outputBucket) {
        return new Visits(contract,
                Stream.of(inputBucket, outputBucket).map(bucket -> origin(presigner, bucket)).distinct().toList());
    }

    /** Where links to objects of a bucket lead; only the presigner knows. */
    private static String origin(S3Presigner presigner, String bucket) {
        var link = presigner.presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(1))
                .getObjectRequest(get -> get.bucket(bucket).key("any"))).url();
        return link.getProtocol() + "://" + link.getAuthority();
    }

    @BindToRegistry(lazy = true)
    public Sessions sessions(@PropertyInject("darkroom.public-url") URI publicUrl,
            @PropertyInject("darkroom.session-minutes") long minutes) {
        return new Sessions(publicUrl, Duration.ofMinutes(minutes));
    }

    @BindToRegistry(lazy = true)
    public Assets assets() throws IOException {
        return new Assets();
    }

    /**
     * The component that writes the pages, with one configuration for all templates. A bean and no property: a worker,
     * which has no pages, does not make it.
     */
    @BindToRegistry(lazy = true)
    public FreemarkerComponent freemarker(Contract contract, Assets assets, Sessions sessions,
            @PropertyInject("darkroom.registration") String registration,
            @PropertyInject("darkroom.batch.images") int images,
            @PropertyInject("darkroom.limits.bytes") long bytes) throws TemplateModelException {
        var component = new FreemarkerComponent();
        component.setConfiguration(Templates.configuration(Map.of("assets", assets.addresses(), "sessions", sessions,
                "words", new Words(), "classes", RowClass.among(contract.operationIds()), "registrationOpen",
                registration.equals("open"), "limits", Map.of("images", images, "bytes", bytes))));
        return component;
    }

    @BindToRegistry(lazy = true)
    public Refusals refusals() {
        return new Refusals();
    }

    @BindToRegistry(lazy = true)
    public BatchPages batchPages(Catalogue catalogue) {
        return new BatchPages(catalogue);
    }
}
