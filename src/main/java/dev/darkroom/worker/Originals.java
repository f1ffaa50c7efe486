package dev.darkroom.worker;

import dev.darkroom.imaging.Limits;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.PhotographReader;
import dev.darkroom.imaging.UnacceptablePhotographException;
import java.io.IOException;
import java.io.InputStream;

/** Reads originals, never more of them than the limits allow. */
public final class Originals {

    private final Limits limits;
    private final PhotographReader reader;

    public Originals(Limits limits, PhotographReader reader) {
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * Takes the object's bytes.
     *
     * @param length what S3 says the object has, known before anything of it is read
     * @throws UnacceptablePhotographException when that is more than {@code darkroom.limits.bytes}
     */
    public byte[] read(InputStream object, long length) throws IOException {
        try (object) {
            limits.checkBytes(length);
            return object.readAllBytes();
        }
    }

    /**
     * Decodes a photograph, once its header has been held against the limits.
     *
     * @throws UnacceptablePhotographException when it is none, or one beyond the limits
     */
    public Photograph decode(byte[] bytes) {
        return reader.read(bytes);
    }
}
