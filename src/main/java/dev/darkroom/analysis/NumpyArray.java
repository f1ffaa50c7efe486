package dev.darkroom.analysis;

import dev.darkroom.imaging.Storable;

/** What is stored as a file in NumPy's format, readable by {@code numpy.load}. */
interface NumpyArray extends Storable {

    /** NumPy's format has no registered media type; this one makes every client save it untouched. */
    @Override
    default String contentType() {
        return "application/octet-stream";
    }

    @Override
    default String extension() {
        return "npy";
    }
}
