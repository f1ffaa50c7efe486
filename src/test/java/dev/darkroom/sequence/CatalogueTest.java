package dev.darkroom.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        declare("grayscale", "");
        declare("nearest-neighbor", "");

        assertEquals(there, catalogue().find(step).isPresent());
    }

    @Test
    void theStepsAreListedInTheOrderOfTheAlphabet() throws Exception {
        declare("nearest-neighbor", "");
        declare("grayscale", "");

        assertEquals("grayscale, nearest_neighbor", catalogue().toString());
    }

    @Test
    void aStepIsWhatItsRouteDeclares() throws Exception {
        declare("sepia", """
                      language: Python
                      STRENGTH: number 0..1 = 0.5: how brown
                """);

        var step = catalogue().find("sepia").orElseThrow();

        assertEquals("Does something", step.description());
        assertEquals(List.of("photograph", "histogram"), step.inputs());
        assertEquals("document", step.output());
        assertEquals("Python", step.language());
        assertEquals("0.5", step.parameters().get("STRENGTH").defaultValue());
        assertEquals("step-sepia", step.route());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"'{{sepia.url:}}' != '', false", "'{{sepia.url:http:away}}' != '', true"})
    void aStepWhosePreconditionDoesNotHoldIsNotThere(String precondition, boolean there) throws Exception {
        declare("sepia", "    precondition: \"" + precondition + "\"\n");

        assertEquals(there, catalogue().find("sepia").isPresent());
    }

    @Test
    void aFileThatDeclaresNoStepIsToldByItsName() throws Exception {
        Files.writeString(steps.resolve("sepia.yaml"), """
                - route:
                    id: step-sepia
                    from:
                      uri: direct:step-sepia
                """);

        assertEquals("The step sepia does not declare its input",
                assertThrows(IllegalArgumentException.class, this::catalogue).getMessage());
    }

    @Test
    void allWrongParametersAreTold() throws Exception {
        declare("sepia", """
                      STRENGTH: number: how brown
                      fit: text: how
                """);

        assertEquals("The step sepia: This is no parameter: STRENGTH = number: how brown;"
                + " This is no parameter: fit = text: how",
                assertThrows(IllegalArgumentException.class, this::catalogue).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"coffee.jpg STRENGTH=0.9 | coffee.jpg | {STRENGTH=0.9}",
                    "coffee.jpg | coffee.jpg | {}", "STRENGTH=0.9 | | {STRENGTH=0.9}"})
    void aStepMaySayWhatItsPageShowsItWith(String declaration, String photograph, String values) throws Exception {
        declare("sepia", """
                      STRENGTH: number 0..1 = 0.5: how brown
                      example: %s
                """.formatted(declaration));

        var example = catalogue().find("sepia").orElseThrow().example();

        assertEquals(photograph, example.photograph());
        assertEquals(values, example.values().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"STRENGTH=2 | STRENGTH is a number from 0 to 1, and not 2",
                    "WIDTH=2 | there is no parameter WIDTH"})
    void anExampleIsOneThatTheStepTakes(String declaration, String reason) throws Exception {
        declare("sepia", """
                      STRENGTH: number 0..1 = 0.5: how brown
                      example: %s
                """.formatted(declaration));

        assertEquals("The example of the step sepia: " + reason,
                assertThrows(IllegalArgumentException.class, this::catalogue).getMessage());
    }

    @Test
    void aFolderThatIsNotThereIsNoEmptyCatalogue() {
        assertThrows(RuntimeException.class,
                () -> new Catalogue(new DefaultCamelContext(), "file:" + steps.resolve("none") + "/*.yaml"));
    }

    private void declare(String file, String more) throws Exception {
        Files.writeString(steps.resolve(file + ".yaml"), """
                - route:
                    id: step-%s
                    description: Does something
                    note: |
                      input: photograph, histogram
                      output: document
                %s    from:
                      uri: direct:step-%s
                """.formatted(file, more, file));
    }

    private Catalogue catalogue() {
        return new Catalogue(new DefaultCamelContext(), "file:" + steps + "/*.yaml");
    }
}
