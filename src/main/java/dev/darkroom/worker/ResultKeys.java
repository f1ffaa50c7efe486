package dev.darkroom.worker;

/**
 * The keys of results: a pure function of the job's input and its sequence, so that a second run writes to the same
 * place.
 */
final class ResultKeys {

    private ResultKeys() {
    }

    /**
     * The key of what a step makes of the object under {@code key}: the step becomes a prefix of its last segment, and
     * the extension is that of the result.
     *
     * @return e.g. {@code images/12345/histogram-grayscale-beach.npy}
     */
    static String next(String key, String step, String extension) {
        var folder = key.substring(0, key.lastIndexOf('/') + 1);
        var name = key.substring(folder.length());
        var dot = name.lastIndexOf('.');
        return folder + step + '-' + (dot > 0 ? name.substring(0, dot) : name) + '.' + extension;
    }
}
