package dev.darkroom.frontend;

import dev.darkroom.sequence.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.regex.Pattern;

/** The names under which people find on their disks what they downloaded. */
public final class FileNames {

    private static final Map<String, String> EXTENSIONS = Map.of("image/jpeg", ".jpg", "image/png", ".png");
    /** What RFC 8187 lets stand as it is, letters and digits apart. */
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    /** Where a parameter begins, and no decimals do. */
    private static final Pattern PARAMETER = Pattern.compile("\\.(?=[a-z])");

    private final Catalogue catalogue;

    /** @param catalogue the steps, whose names are before the original's in the key of a result */
    public FileNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The name of an object: of an original its own, of a result the original's and then the steps, in the order in
     * which they were done.
     *
     * @param key e.g. {@code images/12345/histogram-grayscale-beach.npy}
     * @return e.g. {@code beach grayscale histogram.npy}
     */
    public String of(String key, String contentType) {
        var file = key.substring(key.lastIndexOf('/') + 1);
        var dot = file.lastIndexOf('.');
        var name = dot > 0 ? file.substring(0, dot) : file;
        var steps = new ArrayDeque<String>();
        for (var hyphen = name.indexOf('-'); hyphen > 0 && hyphen < name.length() - 1
                && isStep(name.substring(0, hyphen)); hyphen = name.indexOf('-')) {
            steps.push(PARAMETER.matcher(name.substring(0, hyphen)).replaceAll(" ").replace('_', ' '));
            name = name.substring(hyphen + 1);
        }
        steps.push(name);
        return String.join(" ", steps) + (dot > 0 ? file.substring(dot) : EXTENSIONS.getOrDefault(contentType, ""));
    }

    /** Its parameters, if it was done with others than by default, are behind dots. */
    private boolean isStep(String prefix) {
        var end = prefix.indexOf('.');
        return catalogue.find(end < 0 ? prefix : prefix.substring(0, end)).isPresent();
    }

    /**
     * The header {@code Content-Disposition} of RFC 6266 for a file that is shown where that is possible, and has this
     * name when it is saved. A name with other characters than those of ASCII comes twice: as old programs read it and,
     * encoded as RFC 8187 says, as it is.
     */
    public static String disposition(String name) {
        // no separator of folders, and nothing that would end the header
        var file = name.replaceAll("[\\p{Cntrl}/\\\\]", "_");
        var plain = file.replaceAll("[^ -~]|[\"%]", "_");
        var header = "inline; filename=\"" + plain + "\"";
        return plain.equals(file) ? header : header + "; filename*=UTF-8''" + encoded(file);
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xFF);
            if (character < 128 && (Character.isLetterOrDigit(character)
                    || ATTRIBUTE_CHARACTERS.indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append("%02X".formatted((int) character));
            }
        }
        return encoded.toString();
    }
}
