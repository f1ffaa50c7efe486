package dev.darkroom.frontend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.http.Unprocessable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a worker's report what the database takes. */
public final class ReportCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param report as {@code Report} of the contract has it
     * @return results, result, problem and timings_ms as JSON, null where there is none; and s3_keys, the keys of the
     *         results
     * @throws Unprocessable when two results have one key
     */
    public Map<String, Object> check(Map<String, Object> report) throws JsonProcessingException {
        List<?> results = report.get("results") instanceof List<?> list ? list : List.of();
        var keys = results.stream().map(result -> (String) ((Map<?, ?>) result).get("s3_key")).distinct()
                .toArray(String[]::new);
        if (keys.length < results.size()) {
            throw new Unprocessable("Two results have the same s3_key");
        }
        var checked = new HashMap<String, Object>();
        checked.put("s3_keys", keys);
        checked.put("results", JSON.writeValueAsString(results));
        for (var part : List.of("result", "problem", "timings_ms")) {
            checked.put(part, report.get(part) == null ? null : JSON.writeValueAsString(report.get(part)));
        }
        return checked;
    }
}
