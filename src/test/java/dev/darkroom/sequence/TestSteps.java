package dev.darkroom.sequence;

import org.apache.camel.impl.DefaultCamelContext;

/** A catalogue that does not grow with Darkroom's own: the steps of {@code src/test/resources/sequence/steps}; and that. */
public final class TestSteps {

    public static final Catalogue CATALOGUE = new Catalogue(new DefaultCamelContext(),
            "classpath:sequence/steps/*.yaml");
    public static final int MOST = 5;
    public static final Sequences SEQUENCES = new Sequences(CATALOGUE, MOST);

    /** Darkroom's own, with its default settings. */
    public static Catalogue darkrooms() {
        var context = new DefaultCamelContext();
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        context.getRegistry().bind("recognition", new Ready());
        return new Catalogue(context, "classpath:routes/steps/*.yaml");
    }

    /** A model that can be used, as the default one can. */
    public static final class Ready {

        public boolean isReady() {
            return true;
        }
    }

    private TestSteps() {
    }
}
