package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.analysis.Document;
import dev.darkroom.analysis.QuerySet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NearestNeighborStepTest extends SetStepTest {

    private static final QuerySet.Member TARGET = Sets.member(5, Sets.histogram(10, 100));

    @Override
    Document apply(QuerySet set) {
        return new NearestNeighborStep().apply(set, TARGET, 10);
    }

    @Test
    void tellsWhoseAndWhereTheNearestAreAndHowFar() {
        try (var set = Sets.of(
                new QuerySet.Member(1, 78901, "images/1/histogram-a.npy", Sets.histogram(10, 97, 11, 4).encode()),
                new QuerySet.Member(2, 78902, "images/2/histogram-b.npy", Sets.histogram(10, 100).encode()))) {
            assertEquals("""
                    [{"user_id":78902,"image_id":2,"s3_key":"images/2/histogram-b.npy","distance":0.0},\
                    {"user_id":78901,"image_id":1,"s3_key":"images/1/histogram-a.npy","distance":5.0}]""",
                    json(apply(set)));
        }
    }

    @Test
    void leavesOutWhatWasMadeOfTheTargetsPhotograph() {
        try (var set = Sets.of(TARGET,
                Sets.member(5, "images/5/histogram-grayscale-beach.npy", Sets.histogram(10, 99)))) {
            assertEquals("[]", json(apply(set)));
        }
    }

    @Test
    void leavesOutTheTargetsKey() {
        try (var set = Sets.of(Sets.member(6, TARGET.s3Key(), Sets.histogram(10, 99)))) {
            assertEquals("[]", json(apply(set)));
        }
    }

    @Test
    void ordersTheEquallyNearByImageAndThenByKey() {
        var same = Sets.histogram(10, 90);
        try (var set = Sets.of(Sets.member(9, "b", same), Sets.member(9, "a", same), Sets.member(8, "c", same),
                Sets.member(7, "d", Sets.histogram(10, 80)))) {
            assertEquals("""
                    [{"user_id":7,"image_id":8,"s3_key":"c","distance":10.0},\
                    {"user_id":7,"image_id":9,"s3_key":"a","distance":10.0}]""",
                    json(new NearestNeighborStep().apply(set, TARGET, 2)));
        }
    }

    @Test
    void namesTheTargetThatIsNoHistogram() {
        var target = new QuerySet.Member(5, 7, "images/5/median.npy", new byte[8]);
        try (var set = Sets.of(Sets.histogram(1, 1))) {
            var step = new NearestNeighborStep();

            assertEquals("images/5/median.npy is no histogram: This is not a NumPy array: it does not start with "
                    + "\\x93NUMPY",
                    assertThrows(IllegalArgumentException.class, () -> step.apply(set, target, 1))
                            .getMessage());
        }
    }

    private static String json(Document document) {
        return new String(document.encode(), StandardCharsets.UTF_8);
    }
}
