package dev.darkroom.recognition;

import java.io.IOException;
import java.nio.file.Path;

/** Gets a file from elsewhere. */
@FunctionalInterface
interface Fetch {

    /**
     * @param address with its scheme
     * @param to      a file that is there and empty
     * @param most    bytes that it may have
     * @throws IOException with a reason in plain words
     */
    void fetch(String address, Path to, long most) throws IOException, InterruptedException;
}
