package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EdgesStepTest extends StepTest {

    private static final int SIDE = 40;
    private static final int FIRST = 10;
    private static final int LAST = 29;

    @Override
    Photograph apply(Photograph in) {
        return new EdgesStep().apply(in, 2, 25.5, 51);
    }

    @ParameterizedTest
    @EnumSource
    void makesABlackAndWhitePngOf(Case example) {
        var in = example.photograph();

        var made = apply(in);

        assertEquals(Format.PNG, made.format());
        assertEquals(in.width(), made.width());
        assertEquals(in.height(), made.height());
        assertTrue(Arrays.stream(Photographs.samples(made)).allMatch(value -> value == 0 || value == 255));
    }

    @Test
    void findsNothingInAnEvenPhotograph() {
        assertEquals(Set.of(), edges(apply(square(0))));
    }

    @Test
    void drawsTheOutlineOfASquareAndNothingElse() {
        var edges = edges(apply(square(50)));

        assertTrue(edges.stream().allMatch(EdgesStepTest::isWithinAPixelOfTheOutline), edges::toString);
        for (int i = FIRST + 3; i <= LAST - 3; i++) {
            assertTrue(edges.contains(new Place(FIRST, i)) || edges.contains(new Place(FIRST - 1, i)));
            assertTrue(edges.contains(new Place(LAST, i)) || edges.contains(new Place(LAST + 1, i)));
            assertTrue(edges.contains(new Place(i, FIRST)) || edges.contains(new Place(i, FIRST - 1)));
            assertTrue(edges.contains(new Place(i, LAST)) || edges.contains(new Place(i, LAST + 1)));
        }
    }

    @Test
    void leavesOutAnEdgeThatIsWeakEverywhere() {
        assertEquals(Set.of(), edges(new EdgesStep().apply(square(7), 1, 5, 30)));
    }

    @Test
    void followsAStrongEdgeToWhereItIsWeak() {
        var fading = picture((x, y) -> x < SIDE / 2 ? 100 : 145 - y);

        var followed = edges(new EdgesStep().apply(fading, 1, 10, 30));
        var strong = edges(new EdgesStep().apply(fading, 1, 30, 30));

        assertTrue(strong.stream().anyMatch(edge -> edge.y() < FIRST));
        assertTrue(strong.stream().noneMatch(edge -> edge.y() > SIDE - 5), strong::toString);
        assertTrue(followed.stream().anyMatch(edge -> edge.y() > SIDE - 5), followed::toString);
    }

    @Test
    void refusesToGoOnWithStrongerEdgesThanItBeginsWith() {
        var in = Case.ORDINARY.photograph();

        assertThrows(IllegalArgumentException.class, () -> new EdgesStep().apply(in, 2, 51.5, 51));
    }

    /** {@code steps/make_references.py} makes them; at 30 the Gaussian reaches over the whole photograph. */
    @ParameterizedTest
    @CsvSource({"coffee, 1, 25.5, 51", "coffee, 2, 25.5, 51", "camera, 3, 10, 40", "astronaut, 0.5, 100, 300",
            "rocket, 30, 1, 3"})
    void givesThePixelsOfCanny(String photograph, String sigma, String low, String high) {
        var made = new EdgesStep().apply(References.input(photograph), Double.parseDouble(sigma),
                Double.parseDouble(low), Double.parseDouble(high));

        assertEquals(0, Photographs.worstDifference(References.picture(
                "edges/" + photograph + "-" + String.join("-", sigma, low, high)), made));
    }

    /** The tiles of a picture that is turned have other seams. */
    @ParameterizedTest
    @EnumSource
    void hasNoSeamsIn(Case example) {
        var in = turned(turned(example.photograph()));

        assertEquals(0, Photographs.worstDifference(turned(apply(in)), apply(turned(in))));
    }

    private record Place(int x, int y) {
    }

    private static Set<Place> edges(Photograph made) {
        var places = new HashSet<Place>();
        for (int i = 0; i < made.luminance().data.length; i++) {
            if (made.luminance().data[i] != 0) {
                places.add(new Place(i % made.width(), i / made.width()));
            }
        }
        return places;
    }

    /** The outline lies between the pixels of the square and those around it. */
    private static boolean isWithinAPixelOfTheOutline(Place edge) {
        var beside = Math.max(FIRST - 0.5 - edge.x(), edge.x() - LAST - 0.5);
        var above = Math.max(FIRST - 0.5 - edge.y(), edge.y() - LAST - 0.5);
        return Math.abs(Math.max(beside, above)) <= 1.5;
    }

    /** Lighter than what is around it. */
    private static Photograph square(int contrast) {
        return picture((x, y) -> Math.min(x, y) >= FIRST && Math.max(x, y) <= LAST ? 100 + contrast : 100);
    }

    private static Photograph picture(IntBinaryOperator values) {
        var pixels = new GrayU8(SIDE, SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            pixels.data[i] = (byte) values.applyAsInt(i % SIDE, i / SIDE);
        }
        return Photograph.grey(pixels, Format.JPEG, 0.9f);
    }
}
