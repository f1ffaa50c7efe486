package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.imaging.Photograph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CropStepTest extends StepTest {

    private static final CropStep STEP = new CropStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in, null, null, null, null);
    }

    @ParameterizedTest
    @EnumSource
    void makesASquareOf(Case example) {
        var in = example.photograph();

        var made = apply(in);

        assertEquals(Math.min(in.width(), in.height()), made.width());
        assertEquals(made.width(), made.height());
        assertEquals(in.format(), made.format());
    }

    /** Of a colour photograph of 240 × 160 and a grey one of 154 × 154. */
    @ParameterizedTest
    @CsvSource({
            "coffee,  10,  20, 30, 40,  10,  20,  30,  40", "coffee,    ,    , 30, 40, 105,  60,  30,  40",
            "coffee,    ,    ,   ,   ,  40,   0, 160, 160", "coffee,   7,    ,   , 40,   7,  60, 233,  40",
            "coffee,    , 150, 31,   , 104, 150,  31,  10", "coffee, 239, 159,   ,   , 239, 159,   1,   1",
            "coffee,   0,   0,   ,   ,   0,   0, 240, 160", "coffee,   0,   0,   ,  9,   0,   0, 240,   9",
            "camera, 100, 153, 54, 1,  100, 153,  54,   1"})
    void givesThePixelsOfTheRectangle(String photograph, Integer x, Integer y, Integer width, Integer height,
            int column, int row, int columns, int rows) {
        var in = References.input(photograph);

        var made = STEP.apply(in, x, y, width, height);

        assertEquals(columns + " × " + rows, made.width() + " × " + made.height());
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                assertEquals(colour(in, column + i, row + j), colour(made, i, j), i + ", " + j);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 20, 231, 40", "10, 20, 30, 141", "240, 20, , 40", "10, 160, 30, ", " , , 241, 10",
            " , , 10, 161", "100000, 100000, 100000, 100000"})
    void refusesARectangleThatIsNotWithinThePhotograph(Integer x, Integer y, Integer width, Integer height) {
        var in = References.input("coffee");

        assertThrows(IllegalArgumentException.class, () -> STEP.apply(in, x, y, width, height));
    }

    @Test
    void namesThePhotographsSizeWhenItRefuses() {
        var in = References.input("coffee");

        var refusal = assertThrows(IllegalArgumentException.class, () -> STEP.apply(in, 200, 100, 50, 60));

        assertEquals("The photograph has 240 × 160 pixels: 50 × 60 from column 200 and row 100 on are not within it",
                refusal.getMessage());
    }

    private static int colour(Photograph photograph, int x, int y) {
        return photograph.isGrey() ? photograph.luminance().get(x, y) : photograph.colour().get24u8(x, y);
    }
}
