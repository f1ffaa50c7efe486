package dev.darkroom.sequence;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;

/** The beans about sequences that routes of both roles name. */
public final class SequenceBeans implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        // the beans below are all there is to configure
    }

    @BindToRegistry(lazy = true)
    public Catalogue catalogue(CamelContext context, @PropertyInject("darkroom.routes.steps") String files) {
        return new Catalogue(context, files);
    }

    @BindToRegistry(lazy = true)
    public Sequences sequences(Catalogue catalogue, @PropertyInject("darkroom.limits.steps") int maxSteps) {
        return new Sequences(catalogue, maxSteps);
    }
}
