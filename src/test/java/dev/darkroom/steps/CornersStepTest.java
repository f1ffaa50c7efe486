package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.steps.CornersStep.Corner;
import dev.darkroom.steps.CornersStep.Corners;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CornersStepTest extends StepTest {

    @Override
    Document apply(Photograph in) {
        return new CornersStep().apply(in, 100, 5, 0.05);
    }

    private static List<Corner> corners(Photograph in, int maximum, int distance, double quality) {
        return ((Corners) new CornersStep().apply(in, maximum, distance, quality).content()).corners();
    }

    private static Photograph photograph(GrayU8 picture) {
        return Photograph.grey(picture, Format.PNG, 0.9f);
    }

    /** The corner between the fields is between pixels: in the middle of (x - 1, y - 1) … (x, y). */
    private static GrayU8 chessboard(int field, int columns, int rows) {
        var board = new GrayU8(field * columns, field * rows);
        for (int i = 0; i < board.data.length; i++) {
            var dark = (i % board.width / field + i / board.width / field) % 2 == 0;
            board.data[i] = (byte) (dark ? 40 : 220);
        }
        return board;
    }

    @ParameterizedTest
    @CsvSource({"20, 8, 8, 5", "10, 13, 6, 4", "33, 4, 5, 12", "12, 40, 40, 5"})
    void findsExactlyTheCornersOfAChessboard(int field, int columns, int rows, int distance) {
        var expected = new ArrayList<List<Integer>>();
        for (int y = 1; y < rows; y++) {
            for (int x = 1; x < columns; x++) {
                expected.add(List.of(x * field - 1, y * field - 1));
            }
        }

        var found = corners(photograph(chessboard(field, columns, rows)), 2000, distance, 0.05);

        assertEquals(expected, found.stream().map(corner -> List.of(corner.x(), corner.y())).toList());
    }

    @Test
    void findsTheFourCornersOfARectangle() {
        var picture = new GrayU8(120, 90);
        ImageMiscOps.fillRectangle(picture, 200, 30, 20, 60, 40);

        var found = corners(photograph(picture), 100, 5, 0.05);

        assertEquals(4, found.size());
        for (int[] corner : new int[][]{{30, 20}, {89, 20}, {30, 59}, {89, 59}}) {
            assertTrue(found.stream().anyMatch(
                    one -> Math.abs(one.x() - corner[0]) <= 1 && Math.abs(one.y() - corner[1]) <= 1), found::toString);
        }
    }

    @Test
    void findsOneCornerWhereThereIsRoomForOne() {
        assertEquals(1, corners(photograph(chessboard(10, 6, 8)), 100, 100, 0.05).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50})
    void findsACornerNearTheBorder(int distance) {
        var picture = new GrayU8(100, 100);
        ImageMiscOps.fillRectangle(picture, 200, 0, 0, 4, 4);

        var found = corners(photograph(picture), 1, distance, 0.05).getFirst();

        assertTrue(Math.abs(found.x() - 3) <= 1 && Math.abs(found.y() - 3) <= 1, found::toString);
    }

    /** However steep they are; also of rounding nothing is left. */
    @Test
    void findsNoCornersOnStraightEdges() {
        var picture = new GrayU8(200, 200);
        for (int i = 0; i < picture.data.length; i++) {
            picture.data[i] = (byte) (i % 200 + i / 200 < 200 ? 0 : 255);
        }

        assertEquals(List.of(), corners(photograph(picture), 100, 5, 0.001));
    }

    @Test
    void findsACornerOfOneGreyLevel() {
        var picture = new GrayU8(50, 50);
        ImageMiscOps.fillRectangle(picture, 1, 0, 0, 25, 25);

        assertEquals(1, corners(photograph(picture), 100, 5, 0.05).size());
    }

    @ParameterizedTest
    @EnumSource
    void saysHowLargeThePhotographIs(Case example) {
        var in = example.photograph();
        var found = (Corners) apply(in).content();

        assertEquals(in.width(), found.width());
        assertEquals(in.height(), found.height());
    }

    @Test
    void putsTheStrongestFirst() {
        var found = corners(Case.ORDINARY.photograph(), 100, 5, 0.05);

        assertEquals(100, found.size());
        assertEquals(found.stream().sorted(Comparator.comparing(Corner::intensity).reversed()).toList(), found);
        assertEquals(found.subList(0, 10), corners(Case.ORDINARY.photograph(), 10, 5, 0.05));
    }

    @Test
    void leavesOutWhatIsWeak() {
        var in = Case.ORDINARY.photograph();
        var strongest = corners(in, 1, 5, 1).getFirst().intensity();

        var found = corners(in, 2000, 5, 0.5);

        assertTrue(found.stream().allMatch(corner -> corner.intensity() >= strongest / 2));
        assertEquals(found, corners(in, 2000, 5, 0.001).subList(0, found.size()));
        assertTrue(corners(in, found.size() + 1, 5, 0.001).getLast().intensity() < strongest / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void keepsItsDistance(int distance) {
        var found = corners(Case.ORDINARY.photograph(), 500, distance, 0.001);

        for (var one : found) {
            assertEquals(1, found.stream().filter(other -> Math.abs(one.x() - other.x()) <= distance
                    && Math.abs(one.y() - other.y()) <= distance).count());
        }
    }

    /** A wide picture is searched in strips of few rows; on its side, in strips of many. */
    @Test
    void doesNotSeeTheStripsItSearches() {
        var wide = new GrayU8(30_000, 120);
        var noise = new Random(1);
        for (int i = 0; i < wide.data.length; i++) {
            wide.data[i] = (byte) noise.nextInt(256);
        }
        var high = new GrayU8(120, 30_000);
        ImageMiscOps.transpose(wide, high);

        var one = corners(photograph(wide), 500, 7, 0.001);
        var other = corners(photograph(high), 500, 7, 0.001);

        assertEquals(one.stream().map(corner -> List.of(corner.x(), corner.y())).toList(),
                other.stream().map(corner -> List.of(corner.y(), corner.x())).toList());
    }

    /**
     * {@code steps/make_references.py} makes them; corners near the border are left out there. Measured: 38 of 38, 27 of
     * 28 and 83 of 84, the two others next to where they are there.
     */
    @ParameterizedTest
    @ValueSource(strings = {"coffee", "camera", "astronaut"})
    void findsThoseOfCornerShiTomasi(String photograph) {
        var in = References.input(photograph);
        var expected = StreamSupport.stream(References.numbers("corners/" + photograph).spliterator(), false).toList();
        var found = corners(in, 2000, 5, 0.001);

        var same = expected.stream().filter(corner -> found.stream().anyMatch(one -> one.x() == corner.get("x").asInt()
                && one.y() == corner.get("y").asInt()
                && Math.abs(one.intensity() * 16 / corner.get("intensity").asDouble() - 1) < 0.05)).count();
        assertTrue(same >= 0.95 * expected.size(), () -> same + " of " + expected.size());
    }
}
