package dev.darkroom.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.interaction.ApiOperationResolver;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds answers of the API against the contract, more strictly than a client would: a field that the contract does not
 * name is a contract that was forgotten, and {@code default} names only what no operation answers, but the server
 * before it finds one.
 */
public final class Conformance {

    private static final String BASE = "/api";
    private static final OpenAPI API = FlatContract.api();
    private static final ApiOperationResolver OPERATIONS = new ApiOperationResolver(API, BASE, false);
    private static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createFor(API)
            .withBasePathOverride(BASE).build();
    private static final SchemaValidator SCHEMAS = new SchemaValidator(API, new MessageResolver());
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is answered before there is an operation: unreadable, unknown path, unknown method. */
    private static final Set<Integer> BEFORE_OPERATIONS = Set.of(400, 404, 405);
    /** What the server answers to more text than it reads: it knows of no contract then, and closes the connection. */
    private static final Set<Integer> BEFORE_REQUESTS = Set.of(414, 431);
    /** What HTTP itself asks of an answer, whatever a contract says: RFC 9110. */
    private static final Map<Integer, String> HEADERS = Map.of(401, "WWW-Authenticate", 405, "Allow", 429,
            "Retry-After", 503, "Retry-After");

    private Conformance() {
    }

    /** Whether it is an answer of the API, and not of anything else that the server has. */
    public static boolean appliesTo(String path) {
        return path.equals(BASE) || path.startsWith(BASE + "/");
    }

    /**
     * @param path as it was sent, encoded and without the query
     * @return what does not conform; nothing, when all does
     */
    public static List<String> faults(String method, String path, int status, HttpHeaders headers, String body) {
        if (BEFORE_REQUESTS.contains(status)) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        var required = HEADERS.get(status);
        if (required != null && headers.firstValue(required).isEmpty()) {
            faults.add(status + " without " + required);
        }
        // HEAD is answered as GET, but for the body
        var known = method.equals("HEAD") ? "GET" : method;
        var match = Arrays.stream(Method.values()).anyMatch(each -> each.name().equals(known))
                ? OPERATIONS.findApiOperation(canonical(path), Method.valueOf(known))
                : null;
        if (match == null || !match.isPathFound() || !match.isOperationAllowed()) {
            if (!BEFORE_OPERATIONS.contains(status)) {
                faults.add(status + " where there is no operation");
            }
        } else {
            var operation = match.getApiOperation().getOperation();
            if (!operation.getResponses().containsKey(Integer.toString(status))) {
                faults.add(operation.getOperationId() + " does not document " + status + ", only "
                        + operation.getResponses().keySet());
            }
            var response = SimpleResponse.Builder.status(status);
            headers.map().forEach((name, values) -> response.withHeader(name, values));
            if (body != null && !body.isEmpty()) {
                response.withBody(body);
            }
            VALIDATOR.validateResponse(match.getApiOperation().getApiPath().original().replaceFirst("^" + BASE, ""),
                    Method.valueOf(known), response.build()).getMessages().stream()
                    .filter(message -> !(method.equals("HEAD") && message.getKey().equals(
                            "validation.response.body.missing")))
                    .map(ValidationReport.Message::toString).forEach(faults::add);
        }
        if (status >= 400 && !method.equals("HEAD")) {
            faults.addAll(faultsOfProblem(status, headers, body));
        }
        return faults;
    }

    private static List<String> faultsOfProblem(int status, HttpHeaders headers, String body) {
        if (!headers.firstValue("Content-Type").orElse("").equals("application/problem+json")) {
            return List.of("a problem as " + headers.firstValue("Content-Type"));
        }
        var faults = new ArrayList<>(SCHEMAS.validate(body, API.getComponents().getSchemas().get("Problem"), "problem")
                .getMessages().stream().map(ValidationReport.Message::toString).toList());
        try {
            if (JSON.readTree(body).path("status").asInt() != status) {
                faults.add("a problem with another status than the answer's " + status);
            }
        } catch (JsonProcessingException e) {
            faults.add("a problem that is no JSON: " + e.getMessage());
        }
        return faults;
    }

    /** The suffix {@code .json} and the alias {@code photographs} lead to the same operations. */
    private static String canonical(String path) {
        return path.replaceFirst("\\.json$", "").replaceFirst("^/api/photographs(?=/|$)", "/api/images");
    }
}
