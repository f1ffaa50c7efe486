package dev.darkroom.recognition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;

/**
 * What a model takes to be in a photograph.
 *
 * @param label      one of the model's labels
 * @param confidence 0…1, to four places
 * @param box        where; left out when the model does not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prediction(String label, double confidence, Box box) {

    /** Of the same confidence: by label, then from left to right. */
    static final Comparator<Prediction> BEST_FIRST = Comparator.comparingDouble(Prediction::confidence).reversed()
            .thenComparing(Prediction::label)
            .thenComparing(Prediction::box, Comparator.nullsFirst(Comparator.comparingInt(Box::x)
                    .thenComparingInt(Box::y).thenComparingInt(Box::width).thenComparingInt(Box::height)));
}
