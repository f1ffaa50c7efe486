package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetteringTest {

    /** The widths of Helvetica, in thousandths, which LiberationSans has too. */
    @ParameterizedTest
    @CsvSource({"0, 556", "H, 722", "i, 222", "m, 833", "' ', 278", "pixels, 2556"})
    void isAsWideAsHelvetica(String text, double thousandths) {
        assertEquals(thousandths / 100, Lettering.width(text, 10), 0.005 * text.length());
    }

    @Test
    void standsOnItsLineFromWhereItStarts() {
        var bounds = Lettering.outline("H", 100, 50, 20).getBounds2D();

        assertEquals(50, bounds.getMaxY(), 0.001);
        assertEquals(50 - 20 * 1409 / 2048.0, bounds.getMinY(), 0.001);
        assertEquals(100 + 20 * 168 / 2048.0, bounds.getMinX(), 0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "·", "–", "↑", "(", "~"})
    void hasAnOutlineOf(String character) {
        assertFalse(Lettering.outline(character, 0, 0, 10).getBounds2D().isEmpty());
    }
}
