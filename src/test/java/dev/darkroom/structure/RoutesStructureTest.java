package dev.darkroom.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds all routes against the rules; and each rule against the project in {@code src/test/resources/structure} that
 * breaks it, so that a rule which finds nothing is one that has looked.
 */
class RoutesStructureTest {

    private static final Path BROKEN = Path.of("src/test/resources/structure");

    @ParameterizedTest
    @EnumSource
    void theRoutesKeepTheRule(Rule rule) {
        assertEquals("", String.join("\n", rule.violations(Project.real())));
    }

    @ParameterizedTest
    @EnumSource
    void theRuleFindsWhatIsBroken(Rule rule) throws Exception {
        var broken = BROKEN.resolve(rule.example());
        List<String> expected = Files.readAllLines(broken.resolve("expected.txt"));

        assertEquals(String.join("\n", expected), String.join("\n", rule.violations(Project.brokenBy(broken))));
    }
}
