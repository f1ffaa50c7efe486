package dev.darkroom.admin;

import dev.darkroom.frontend.Contract;
import java.util.LinkedHashMap;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The beans that the routes of the pages under {@code /admin} name. */
public final class AdminBeans implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public Forms forms(Contract contract) {
        return new Forms(contract);
    }

    @BindToRegistry(lazy = true)
    public Queues queues(SqsClient sqs, @PropertyInject("darkroom.sqs.jobs-url") String jobs,
            @PropertyInject("darkroom.sqs.dead-jobs-url") String deadJobs,
            @PropertyInject("darkroom.sqs.upload-events-url") String uploadEvents) {
        var urls = new LinkedHashMap<String, String>();
        urls.put("jobs", jobs);
        urls.put("dead jobs", deadJobs);
        urls.put("upload events", uploadEvents);
        return new Queues(sqs, urls);
    }

    @BindToRegistry(lazy = true)
    public Dashboards dashboards() {
        return new Dashboards();
    }

    @BindToRegistry(lazy = true)
    public Drawings drawings() {
        return new Drawings();
    }
}
