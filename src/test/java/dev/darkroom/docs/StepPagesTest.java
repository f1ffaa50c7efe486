package dev.darkroom.docs;

import static org.junit.jupiter.api.Assertions.fail;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.sequence.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * That the pages in {@code docs/steps} are as the steps are now. With the system property {@code darkroom.docs.write},
 * the pages are made so.
 */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/*")
@Timeout(120)
class StepPagesTest extends RouteTest {

    static final String COMMAND = "mvn test -Dtest=StepPagesTest -Ddarkroom.docs.write=true";

    private final PagesFolder folder = new PagesFolder(Path.of("docs/steps"));
    private final boolean writes = Boolean.getBoolean("darkroom.docs.write");
    private StepPages pages;

    @Override
    protected void replaceBeans() {
        Bench.addRoutes(getCamelContext());
    }

    @TestFactory
    Stream<DynamicTest> aStepHasThePageAndThePicturesThatItMakes() {
        return steps().map(step -> DynamicTest.dynamicTest(step, () -> check(pages().of(step))));
    }

    @Test
    void theIndexListsTheSteps() throws IOException {
        check(pages().index());
    }

    @Test
    void thereAreNoOtherPages() throws IOException {
        var names = new TreeSet<>(pages().index().keySet());
        steps().forEach(step -> names.addAll(pages().of(step).keySet()));
        var superfluous = folder.superfluous(names);
        if (writes) {
            folder.delete(superfluous);
        } else {
            mustBeEmpty(superfluous.stream().map(name -> name + " is not made any more").toList());
        }
    }

    private Stream<String> steps() {
        return registered(Catalogue.class).steps().stream().map(Step::name);
    }

    private void check(Map<String, byte[]> files) throws IOException {
        if (writes) {
            folder.write(files);
        } else {
            mustBeEmpty(folder.complaints(files));
        }
    }

    private static void mustBeEmpty(List<String> complaints) {
        if (!complaints.isEmpty()) {
            fail(String.join("\n", complaints) + "\nThis mends it; look at what it makes: " + COMMAND);
        }
    }

    private StepPages pages() {
        if (pages == null) {
            pages = new StepPages(getCamelContext(), registered(Catalogue.class), template,
                    registered(Sequences.class));
        }
        return pages;
    }

    private <T> T registered(Class<T> type) {
        return getCamelContext().getRegistry().findSingleByType(type);
    }
}
