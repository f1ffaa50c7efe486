package dev.darkroom.worker;

import dev.darkroom.http.Tokens;
import dev.darkroom.transport.Failures;
import dev.darkroom.imaging.Limits;
import dev.darkroom.imaging.PhotographReader;
import dev.darkroom.parts.Role;
import dev.darkroom.parts.WorkerToken;
import dev.darkroom.sequence.Sequences;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;

/** The beans that the routes of the worker name. */
public final class WorkerBeans implements CamelConfiguration {

    private static final Duration ASK_REDIS_AGAIN = Duration.ofSeconds(5);

    @Override
    public void configure(CamelContext context) throws Exception {
        var role = Role.of(context);
        if (role != Role.CLEAN) {
            // a worker without a token could only fail its jobs
            new WorkerToken(context.resolvePropertyPlaceholders("{{darkroom.worker.token}}"));
        }
        // one that is a front end too goes on serving
        if (role == Role.WORKER) {
            context.addService(new StopListener(ASK_REDIS_AGAIN), true, false);
        }
    }

    @BindToRegistry(lazy = true)
    public Slips slips(Sequences sequences) {
        return new Slips(sequences);
    }

    @BindToRegistry(lazy = true)
    public Queries queries() {
        return new Queries();
    }

    @BindToRegistry(lazy = true)
    public Originals originals(@PropertyInject("darkroom.limits.bytes") long bytes,
            @PropertyInject("darkroom.limits.pixels") long pixels, @PropertyInject("darkroom.limits.side") int side,
            @PropertyInject("darkroom.jpeg.quality") float jpegQuality) {
        var limits = new Limits(bytes, pixels, side);
        return new Originals(limits, new PhotographReader(limits, jpegQuality));
    }

    @BindToRegistry(lazy = true)
    public Services services(@PropertyInject("darkroom.limits.bytes") long bytes,
            @PropertyInject("darkroom.limits.pixels") long pixels, @PropertyInject("darkroom.limits.side") int side,
            @PropertyInject("darkroom.jpeg.quality") float jpegQuality) {
        var limits = new Limits(bytes, pixels, side);
        return new Services(limits, new PhotographReader(limits, jpegQuality));
    }

    @BindToRegistry(lazy = true)
    public ServiceTrouble serviceTrouble() {
        return new ServiceTrouble();
    }

    @BindToRegistry(lazy = true)
    public Deliveries deliveries(Tokens tokens, Failures failures) {
        return new Deliveries(tokens, failures);
    }

    @BindToRegistry(lazy = true)
    public ReportTrouble reportTrouble() {
        return new ReportTrouble();
    }

    @BindToRegistry(lazy = true)
    public Reports reports(@PropertyInject("darkroom.worker.name") String name,
            @PropertyInject("darkroom.limits.answer-bytes") long answerBytes,
            @PropertyInject("darkroom.limits.document-bytes") long documentBytes) throws UnknownHostException {
        return new Reports(name.isBlank()
                ? InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid()
                : name, answerBytes, documentBytes);
    }
}
