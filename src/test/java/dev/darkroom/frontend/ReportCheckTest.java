package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.Unprocessable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportCheckTest {

    private final ReportCheck check = new ReportCheck();

    @Test
    void partsBecomeJson() throws Exception {
        var checked = check.check(Map.of("status", "failed", "results", List.of(Map.of("s3_key", "a")), "problem",
                Map.of("title", "Too dark"), "timings_ms", Map.of("fetch", 12), "result", List.of(1)));

        assertEquals("[{\"s3_key\":\"a\"}]", checked.get("results"));
        assertEquals("{\"title\":\"Too dark\"}", checked.get("problem"));
        assertEquals("{\"fetch\":12}", checked.get("timings_ms"));
        assertEquals("[1]", checked.get("result"));
    }

    @Test
    void partsThatAreNotThereAreNull() throws Exception {
        var checked = check.check(Map.of("status", "completed"));

        assertEquals("[]", checked.get("results"));
        assertNull(checked.get("problem"));
        assertNull(checked.get("timings_ms"));
        assertNull(checked.get("result"));
    }

    @Test
    void oneKeyIsOneResult() {
        var twice = Map.<String, Object>of("results", List.of(Map.of("s3_key", "a"), Map.of("s3_key", "a")));

        assertThrows(Unprocessable.class, () -> check.check(twice));
    }
}
