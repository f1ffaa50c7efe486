package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

    @TempDir
    Path folder;

    @Test
    void oneThatIsTakenHasNoProblem() throws Exception {
        assertNull(part(null).problem());
    }

    @Test
    void oneThatIsNotTakenSaysWhy() throws Exception {
        assertEquals("""
                {"title":"The photograph was not taken","detail":"It has more than \\"9\\" bytes"}""",
                sorted(part("It has more than \"9\" bytes").problem()));
    }

    @Test
    void oneThatCannotBeStoredSaysWhy() throws Exception {
        assertEquals("""
                {"title":"The photograph was not taken","detail":"It could not be stored: S3 is away"}""",
                sorted(Part.failure(new IllegalStateException("S3 is away"))));
    }

    @Test
    void itsFileGoesWithIt() throws Exception {
        var part = part(null);

        part.close();
        part.close();

        assertFalse(Files.exists(part.file()));
    }

    private Part part(String refusal) throws Exception {
        return new Part(1, "beach.jpg", "beach.jpg", "image/jpeg", 9, Files.createTempFile(folder, "part", null),
                refusal);
    }

    /** The order of what an object has is nobody's business. */
    private static String sorted(String json) throws Exception {
        var problem = new ObjectMapper().readTree(json);
        return "{\"title\":" + problem.get("title") + ",\"detail\":" + problem.get("detail") + "}";
    }
}
