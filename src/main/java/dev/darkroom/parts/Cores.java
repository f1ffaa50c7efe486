package dev.darkroom.parts;

import org.apache.camel.spi.PropertiesFunction;

/** {@code {{cores:available}}} in a property: how many processor cores this process may use. */
final class Cores implements PropertiesFunction {

    @Override
    public String getName() {
        return "cores";
    }

    @Override
    public String apply(String remainder) {
        return Integer.toString(Runtime.getRuntime().availableProcessors());
    }
}
