package dev.darkroom.docs;

import dev.darkroom.imaging.Photograph;
import java.util.List;
import java.util.Optional;

/** The photographs that the queries of the pages find results of. */
record Album(List<Print> prints) {

    /**
     * One of them.
     *
     * @param imageId its id as an image
     * @param name    its file's
     * @param caption what it is
     */
    record Print(long imageId, String name, String caption, Photograph photograph) {
    }

    Optional<Print> print(long imageId) {
        return prints.stream().filter(print -> print.imageId() == imageId).findFirst();
    }
}
