package dev.darkroom.sequence;

import org.apache.camel.impl.DefaultCamelContext;

/** A catalogue that does not grow with Darkroom's own: the steps of {@code src/test/resources/sequence/steps}. */
public final class TestSteps {

    public static final Catalogue CATALOGUE = new Catalogue(new DefaultCamelContext(),
            "classpath:sequence/steps/*.yaml");
    public static final int MOST = 5;
    public static final Sequences SEQUENCES = new Sequences(CATALOGUE, MOST);

    private TestSteps() {
    }
}
