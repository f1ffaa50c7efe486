package dev.darkroom.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {

    static Stream<Arguments> environments() {
        return Stream.of(
                Arguments.of("", Map.of()),
                Arguments.of("  \n\t ", Map.of()),
                Arguments.of("K=10", Map.of("K", "10")),
                Arguments.of("QUERY='n=all&image_type=histogram' USER=123 TARGET_S3_HIST=123-histogram.npy",
                        Map.of("QUERY", "n=all&image_type=histogram", "USER", "123", "TARGET_S3_HIST",
                                "123-histogram.npy")),
                Arguments.of("A='one two'\nB=\"three four\"\tC=five\\ six",
                        Map.of("A", "one two", "B", "three four", "C", "five six")),
                Arguments.of("A='$HOME `id` \\'", Map.of("A", "$HOME `id` \\")),
                Arguments.of("A=\"\\$HOME \\\" \\\\ \\n '\"", Map.of("A", "$HOME \" \\ \\n '")),
                Arguments.of("A='it'\\''s' B=a'b'\"c\"d", Map.of("A", "it's", "B", "abcd")),
                Arguments.of("A= B='' C=\"\"", Map.of("A", "", "B", "", "C", "")),
                Arguments.of("A=*?[]~#{}!^%", Map.of("A", "*?[]~#{}!^%")),
                Arguments.of("A=b=c", Map.of("A", "b=c")),
                Arguments.of("A=\"" + "b\\\"".repeat(1300) + "\" C=" + "d\\ ".repeat(400),
                        Map.of("A", "b\"".repeat(1300), "C", "d ".repeat(400))),
                Arguments.of("A" + "B_C".repeat(600) + "=1", Map.of("A" + "B_C".repeat(600), "1")),
                Arguments.of("FARBE='größer 日本'", Map.of("FARBE", "größer 日本")));
    }

    @ParameterizedTest
    @MethodSource
    void environments(String text, Map<String, String> values) {
        assertEquals(values, Environment.parse(text));
    }

    /** The shell is the authority on what its quotes mean. */
    @ParameterizedTest
    @MethodSource("environments")
    void aShellReadsTheSame(String text, Map<String, String> values) throws Exception {
        for (var value : values.entrySet()) {
            assertEquals(value.getValue(), shell(text + "\nprintf %s \"$" + value.getKey() + "\""));
        }
    }

    private static String shell(String script) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }

    static Stream<String> whatIsNoEnvironment() {
        return Stream.of("K", "k=1", "1K=1", "K =1", "K=1 2", "_K=1", "K_=1", "=1", "K='1", "K=\"1", "K=\\", "K=$HOME",
                "K=\"$HOME\"", "K=`id`", "K=\"`id`\"", "K=1;id", "K=n=1&days=2", "K=1|id", "K=<a", "K=>a", "K=(a)",
                "K=1 K=2", "export K=1", "K=1\u0000 $");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoEnvironment(String text) {
        assertThrows(UnacceptableSequenceException.class, () -> Environment.parse(text));
    }

    @Test
    void theRefusalSaysWhereAndWhy() {
        assertEquals(
                "The environment is KEY=value pairs, quoted as in a shell: at character 14 there is to be a value in"
                        + " which this character is quoted, and not &days=today",
                assertThrows(UnacceptableSequenceException.class, () -> Environment.parse("K=1 QUERY=n=1&days=today"))
                        .getMessage());
        assertEquals("The environment says twice what K is",
                assertThrows(UnacceptableSequenceException.class, () -> Environment.parse("K=1 K=2")).getMessage());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var values = new LinkedHashMap<String, String>();
        for (var value : List.of("", "10", "n=all&days=today", "it's", "a b", "$x", "\\", "\"", "größer", "\n")) {
            values.put("K" + values.size(), value);
        }

        assertEquals(values, Environment.parse(Environment.format(values)));
        assertEquals("QUERY='n=all&days=today' K=10",
                Environment.format(new LinkedHashMap<>(Map.of("QUERY", "n=all&days=today"))) + " K=10");
    }
}
