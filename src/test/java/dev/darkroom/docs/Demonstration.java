package dev.darkroom.docs;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Storable;
import dev.darkroom.sequence.Step;
import java.util.List;
import java.util.Map;

/**
 * A step at work.
 *
 * @param step           what is shown
 * @param input          the kind of what it works on
 * @param words          the job sequence, the step at its end
 * @param values         the parameters that are not as they are by default
 * @param photographName the file of the photograph that the sequence begins with; null of a query
 * @param photograph     that photograph
 * @param result         what the step made
 * @param keepsFormat    whether the result of a JPEG is one, and that of a PNG, too
 */
record Demonstration(Step step, String input, List<String> words, Map<String, String> values, String photographName,
        Photograph photograph, Storable result, boolean keepsFormat) {

    boolean isOfQuery() {
        return photograph == null;
    }
}
