package dev.darkroom.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.sequence.Sequence.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencesTest {

    private static final Map<String, NamedSequence> NAMED = Stream.of(
            new NamedSequence("portrait_pack", List.of("resize", "gamma", "resize"),
                    "RESIZE_1_WIDTH=800 RESIZE_2_WIDTH=100 GAMMA=0.8"),
            new NamedSequence("grey_pack", List.of("portrait_pack", "grayscale"), "GAMMA=0.6"),
            new NamedSequence("median_plot", List.of("median", "plot"), ""),
            new NamedSequence("egg", List.of("hen"), ""),
            new NamedSequence("hen", List.of("grayscale", "egg"), ""),
            new NamedSequence("long_one", Collections.nCopies(TestSteps.MOST, "grayscale"), ""))
            .collect(Collectors.toMap(NamedSequence::name, each -> each));

    @ParameterizedTest
    @CsvSource({
            "grayscale,                             PROCESS, process grayscale",
            "grayscale histogram,                   PROCESS, process grayscale histogram",
            "process grayscale histogram plot,      PROCESS, process grayscale histogram plot",
            "query histogram median,                QUERY,   query histogram median",
            "query histogram median plot,           QUERY,   query histogram median plot",
            "query histogram plot,                  QUERY,   query histogram plot"})
    void aSequenceIsOfOneOfThreeKinds(String asked, Kind kind, String full) {
        var expanded = expand(asked, "");

        assertEquals(kind, expanded.sequence().kind());
        assertEquals(full, String.join(" ", expanded.words()));
    }

    @Test
    void aSearchAnswersWithADocument() {
        var sequence = expand("search histogram nearest_neighbor", "TARGET_IMAGE_ID=5 QUERY='n=9&days=today'")
                .sequence();

        assertEquals(Kind.SEARCH, sequence.kind());
        assertEquals("histogram", sequence.source());
        assertEquals("n=9&days=today", sequence.query());
        assertEquals(Map.of("TARGET_IMAGE_ID", 5L, "K", 10), sequence.stages().getFirst().parameters());
    }

    @Test
    void aQueryThatDoesNotSayWhatFindsAll() {
        assertEquals("n=all", expand("query histogram median", "").sequence().query());
        assertNull(expand("grayscale", "").sequence().query());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "sepia                           | There is no step sepia; there are crop, gamma, grayscale, histogram, "
                            + "median, nearest_neighbor, plot, resize",
                    "grayscale direct:report-failed  | There is no step direct:report-failed; there are crop, gamma, "
                            + "grayscale, histogram, median, nearest_neighbor, plot, resize",
                    "process                         | A sequence has 1 to 5 steps; this one has none",
                    "gamma gamma gamma gamma gamma gamma | A sequence has 1 to 5 steps; this one has more",
                    "process process grayscale       | There is no step process; there are crop, gamma, grayscale, "
                            + "histogram, median, nearest_neighbor, plot, resize",
                    "histogram grayscale             | grayscale cannot work on what histogram makes, a histogram: it takes a "
                            + "photograph. On a histogram work plot",
                    "median                          | median cannot work on what an original makes, a photograph: it takes a "
                            + "set of histograms. On a photograph work crop, gamma, grayscale, histogram, resize",
                    "query histogram grayscale       | grayscale cannot work on what a query for histogram makes, a set of "
                            + "histograms: it takes a photograph. On a set of histograms work median, nearest_neighbor, plot",
                    "query grayscale median          | median cannot work on what a query for grayscale makes, a set of "
                            + "photographs: it takes a set of histograms. Nothing works on a set of photographs",
                    "query                           | A query names what it asks for, and then steps: [query, histogram, …]",
                    "query sepia median              | A query asks for what a step stored, and there is no step sepia; there "
                            + "are crop, gamma, grayscale, histogram, median, nearest_neighbor, plot, resize",
                    "query histogram                 | A sequence has 1 to 5 steps; this one has none",
                    "search histogram median         | A search ends with a step that makes a document, and median makes a "
                            + "average histogram"})
    void whatDoesNotFitIsAnsweredWithWhatIsPossible(String asked, String reason) {
        assertEquals(reason, refusal(asked, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "gamma            | GAMMA=0          | GAMMA is a number from 0.05 to 20, and not 0",
                    "gamma            | GAMMA_GAMMA=dark | GAMMA_GAMMA is a number from 0.05 to 20, and not dark",
                    "gamma            | GAMMA=           | GAMMA is a number from 0.05 to 20, and not ",
                    "resize           | WIDTH=1.5        | WIDTH is an integer from 1 to 20000, and not 1.5",
                    "resize           | FIT=stretch      | FIT is one of fit, fill, and not stretch",
                    "resize           | HEIGTH=5 A=1     | No step here has a parameter A or HEIGTH; there are FIT, HEIGHT, WIDTH",
                    "resize           | RESIZE_2_WIDTH=5 | No step here has a parameter RESIZE_2_WIDTH; there are FIT, HEIGHT, "
                            + "WIDTH",
                    "grayscale        | QUERY=n=5        | No step here has a parameter QUERY; there are none",
                    "crop             | ''               | The step crop needs WIDTH, an integer from 1 to 20000: columns"})
    void parametersAreHeldAgainstTheirDeclaration(String asked, String environment, String reason) {
        assertEquals(reason.strip(), refusal(asked, environment).strip());
    }

    @ParameterizedTest
    @CsvSource({"''", "TARGET_IMAGE_ID=5 TARGET_S3_HIST=a.npy"})
    void ofTwoParametersThatStandForEachOtherOneIsGiven(String environment) {
        assertEquals("The step nearest_neighbor needs either TARGET_S3_HIST or TARGET_IMAGE_ID",
                refusal("search histogram nearest_neighbor", environment));
    }

    @ParameterizedTest
    @CsvSource({
            "WIDTH=300,                                       300 300",
            "RESIZE_WIDTH=300,                                300 300",
            "RESIZE_2_WIDTH=300,                              -   300",
            "WIDTH=300 RESIZE_2_WIDTH=100,                    300 100",
            "WIDTH=300 RESIZE_WIDTH=200,                      200 200",
            "RESIZE_2_WIDTH=100 RESIZE_WIDTH=200 WIDTH=300,   200 100"})
    void theMoreExactNameOfAParameterCounts(String environment, String widths) {
        var stages = expand("resize resize", environment).sequence().stages();

        assertEquals(widths.replaceAll(" +", " "), stages.stream()
                .map(stage -> stage.values().getOrDefault("WIDTH", "-")).collect(Collectors.joining(" ")));
    }

    @Test
    void whatAMoreExactNameReplacesNeedNotFit() {
        var values = expand("gamma resize", "GAMMA=5 WIDTH=300").sequence();
        assertEquals("5", values.stages().getFirst().values().get("GAMMA"));

        var stages = expand("crop resize", "WIDTH=99999 CROP_WIDTH=10 RESIZE_WIDTH=20").sequence().stages();
        assertEquals(List.of("10", "20"), stages.stream().map(stage -> stage.values().get("WIDTH")).toList());
    }

    @Test
    void whoGivesOneOfTwoAlternativesReplacesAPresetOther() {
        var named = Map.of("like_mine", new NamedSequence("like_mine", List.of("nearest_neighbor"),
                "TARGET_IMAGE_ID=22"));
        var expanded = TestSteps.SEQUENCES.expand(List.of("search", "histogram", "like_mine"), "TARGET_S3_HIST=x.npy",
                named);

        assertEquals(Map.of("TARGET_S3_HIST", "x.npy", "K", "10"),
                expanded.sequence().stages().getFirst().values());
        assertEquals("NEAREST_NEIGHBOR_TARGET_S3_HIST", TestSteps.SEQUENCES
                .outline(named.get("like_mine"), Map.of()).parameters().stream()
                .filter(each -> each.name().equals("NEAREST_NEIGHBOR_TARGET_IMAGE_ID")).findFirst().orElseThrow()
                .alternative());
    }

    @Test
    void aNamedSequenceStandsForItsStepsWithTheirPresets() {
        var expanded = expand("portrait_pack histogram", "");

        assertEquals(List.of("process", "resize", "gamma", "resize", "histogram"), expanded.words());
        assertEquals("RESIZE_1_WIDTH=800 GAMMA_GAMMA=0.8 RESIZE_2_WIDTH=100", expanded.environment());
        assertEquals(expanded.sequence(), TestSteps.SEQUENCES.read(expanded.words(), expanded.environment()));
    }

    @Test
    void whoUsesANamedSequenceCanGiveOtherValues() {
        var stages = expand("portrait_pack", "RESIZE_2_WIDTH=50 GAMMA=1").sequence().stages();

        assertEquals(List.of("800", "50"), Stream.of(0, 2).map(i -> stages.get(i).values().get("WIDTH")).toList());
        assertEquals("1", stages.get(1).values().get("GAMMA"));
    }

    @Test
    void namedSequencesContainNamedSequences() {
        var expanded = expand("grey_pack", "");

        assertEquals(List.of("process", "resize", "gamma", "resize", "grayscale"), expanded.words());
        assertEquals("RESIZE_1_WIDTH=800 GAMMA_GAMMA=0.6 RESIZE_2_WIDTH=100", expanded.environment());
    }

    @Test
    void namedSequencesWorkOnQueriesToo() {
        assertEquals(List.of("query", "histogram", "median", "plot"),
                expand("query histogram median_plot", "QUERY='days=today&n=5'").words());
        assertEquals("QUERY='days=today&n=5'", expand("query histogram median_plot", "QUERY='days=today&n=5'")
                .environment());
    }

    @Test
    void noNamedSequenceContainsItself() {
        assertEquals("The sequence egg contains itself: egg contains hen contains egg", refusal("egg", ""));
        assertEquals("A sequence has 1 to 5 steps; this one has more", refusal("long_one gamma", ""));
    }

    @Test
    void whatAnEnvironmentSaysStaysAsItIsWrittenUnlessStepsAreNamed() {
        assertEquals("  WIDTH='300' ", expand("resize", "  WIDTH='300' ").environment());
    }

    @Test
    void aNamedSequenceIsSeenFromOutsideLikeAStep() {
        var outline = TestSteps.SEQUENCES.outline(NAMED.get("portrait_pack"), NAMED);

        assertEquals(List.of("photograph"), outline.inputs());
        assertEquals("photograph", outline.output());
        assertEquals(List.of("RESIZE_1_WIDTH=800", "RESIZE_1_HEIGHT=null", "RESIZE_1_FIT=fit", "GAMMA_GAMMA=0.8",
                "RESIZE_2_WIDTH=100", "RESIZE_2_HEIGHT=null", "RESIZE_2_FIT=fit"),
                outline.parameters().stream().map(each -> each.name() + "=" + each.defaultValue()).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "resize | grayscale           |               | There is a step resize already",
                    "query  | grayscale           |               | query is a kind of sequence, and no name of one",
                    "pack   | histogram grayscale |               | grayscale cannot work on what histogram makes, a histogram: "
                            + "it takes a photograph. On a histogram work plot",
                    "pack   | gamma pack          |               | The sequence pack contains itself: pack contains pack",
                    "pack   | process grayscale   |               | There is no step process; there are crop, gamma, grayscale, "
                            + "histogram, median, nearest_neighbor, plot, resize, and the sequences pack",
                    "pack   | gamma               | GAMMA=99      | GAMMA is a number from 0.05 to 20, and not 99",
                    "pack   | nearest_neighbor    | TARGET_IMAGE_ID=5 TARGET_S3_HIST=a | The step nearest_neighbor needs either "
                            + "TARGET_S3_HIST or TARGET_IMAGE_ID"})
    void aNamedSequenceIsChecked(String name, String steps, String environment, String reason) {
        var sequence = new NamedSequence(name, List.of(steps.split(" ")), environment == null ? "" : environment);

        assertEquals(reason, assertThrows(UnacceptableSequenceException.class,
                () -> TestSteps.SEQUENCES.outline(sequence, Map.of())).getMessage());
    }

    private static Sequences.Expanded expand(String asked, String environment) {
        return TestSteps.SEQUENCES.expand(List.of(asked.split(" ")), environment, NAMED);
    }

    private static String refusal(String asked, String environment) {
        var named = asked.matches(".*(egg|long_one).*") ? NAMED : Map.<String, NamedSequence>of();
        return assertThrows(UnacceptableSequenceException.class,
                () -> TestSteps.SEQUENCES.expand(List.of(asked.split(" ")), environment, named)).getMessage();
    }
}
