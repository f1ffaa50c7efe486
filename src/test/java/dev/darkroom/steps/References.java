package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.imaging.Resources;

/** What other libraries make of the same photographs: {@code src/test/resources/steps}, with how it was made. */
final class References {

    private References() {
    }

    /** An input as the other library read it: lossless, so that no decoder makes a difference. */
    static Photograph input(String name) {
        return Photographs.read(Resources.bytes("/steps/in/" + name + ".png"));
    }

    static Photograph picture(String name) {
        return Photographs.read(Resources.bytes("/steps/" + name + ".png"));
    }
}
