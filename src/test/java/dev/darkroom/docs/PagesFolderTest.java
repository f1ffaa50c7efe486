package dev.darkroom.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesFolderTest {

    private static final String PAGE = "# gamma\n\nMakes it brighter.\n";

    @TempDir
    Path path;

    private PagesFolder folder;

    @BeforeEach
    void writePages() throws Exception {
        folder = new PagesFolder(path);
        folder.write(Map.of("gamma.md", PAGE.getBytes(), "gamma.jpg", picture(100, 0)));
    }

    @Test
    void isAsItWasWritten() throws Exception {
        assertEquals("", complaint("gamma.md", PAGE.getBytes()));
        assertEquals("", complaint("gamma.jpg", picture(100, 0)));
    }

    @Test
    void missesAFile() throws Exception {
        assertEquals("gamma.png is missing", complaint("gamma.png", picture(100, 0)));
    }

    @Test
    void saysWhatIsOtherwiseInAPage() throws Exception {
        assertEquals("""
            gamma.md says in line 3
                Makes it brighter.
              in the place of
                Makes it darker.""", complaint("gamma.md", PAGE.replace("brighter", "darker").getBytes()));
    }

    @Test
    void seesThatALineWasAdded() throws Exception {
        assertEquals("""
            gamma.md says in line 4
                (nothing)
              in the place of
                Really.""", complaint("gamma.md", (PAGE + "Really.\n").getBytes()));
    }

    @Test
    void toleratesWhatProcessorsRoundDifferently() throws Exception {
        folder.write(Map.of("classify.md", "confidence 0.6085\n".getBytes()));

        assertEquals("", complaint("classify.md", "confidence 0.609\n".getBytes()));
        assertEquals("""
            classify.md says in line 1
                confidence 0.6085
              in the place of
                confidence 0.61""", complaint("classify.md", "confidence 0.61\n".getBytes()));
        assertEquals("""
            classify.md says in line 1
                confidence 0.6085
              in the place of
                confidence 0""", complaint("classify.md", "confidence 0\n".getBytes()));
    }

    @Test
    void toleratesWhatEncodersRoundDifferently() throws Exception {
        assertEquals("", complaint("gamma.jpg", picture(101, 0)));
    }

    @Test
    void seesWhatIsOtherwiseInAPicture() throws Exception {
        assertEquals("gamma.jpg shows something else than what is made now: around (32, 16)",
                complaint("gamma.jpg", picture(100, 6)).replaceFirst(", it differs.*", ""));
    }

    @Test
    void findsWhatNobodyMakesAnyMore() throws Exception {
        assertEquals(List.of("gamma.jpg"), folder.superfluous(Set.of("gamma.md")));

        folder.delete(List.of("gamma.jpg"));

        assertEquals(List.of(), folder.superfluous(Set.of("gamma.md")));
    }

    @Test
    void leavesAPictureThatIsNearlyTheSame() throws Exception {
        var before = Files.readAllBytes(path.resolve("gamma.jpg"));

        folder.write(Map.of("gamma.jpg", picture(101, 0)));

        assertArrayEquals(before, Files.readAllBytes(path.resolve("gamma.jpg")));
    }

    private String complaint(String name, byte[] made) throws Exception {
        return String.join("\n", folder.complaints(Map.of(name, made))).replace(path + "/", "");
    }

    /** Grey, with a white dot of that size. */
    private static byte[] picture(int grey, int dot) {
        return Canvas.encode(Canvas.drawn(64, 48, graphics -> {
            graphics.setColor(new Color(grey, grey, grey));
            graphics.fillRect(0, 0, 64, 48);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(35, 20, dot, dot);
        }));
    }
}
