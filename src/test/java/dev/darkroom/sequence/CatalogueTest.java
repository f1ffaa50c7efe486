package dev.darkroom.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    @TempDir
    Path steps;

    @ParameterizedTest
    @CsvSource({"grayscale, true", "nearest_neighbor, true", "nearest-neighbor, false", "Grayscale, false",
            "grayscale.yaml, false", "'', false", "sepia, false"})
    void aStepIsAFileOfItsName(String step, boolean there) throws Exception {
        Files.createFile(steps.resolve("grayscale.yaml"));
        Files.createFile(steps.resolve("nearest-neighbor.yaml"));

        assertEquals(there, catalogue().has(step));
    }

    @Test
    void theStepsAreListedInTheOrderOfTheAlphabet() throws Exception {
        Files.createFile(steps.resolve("nearest-neighbor.yaml"));
        Files.createFile(steps.resolve("grayscale.yaml"));

        assertEquals("grayscale, nearest_neighbor", catalogue().toString());
    }

    @Test
    void aFolderThatIsNotThereIsNoEmptyCatalogue() {
        assertThrows(RuntimeException.class,
                () -> new Catalogue(new DefaultCamelContext(), "file:" + steps.resolve("none") + "/*.yaml"));
    }

    private Catalogue catalogue() {
        return new Catalogue(new DefaultCamelContext(), "file:" + steps + "/*.yaml");
    }
}
