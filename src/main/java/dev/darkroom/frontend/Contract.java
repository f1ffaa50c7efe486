package dev.darkroom.frontend;

import dev.darkroom.http.Tokens;
import dev.darkroom.http.MediaTypes;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.MethodNotAllowed;
import dev.darkroom.http.NotAcceptable;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.Problem;
import dev.darkroom.http.SessionCookie;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.http.UnsupportedMediaType;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The contract, {@code openapi.yaml}: finds the operation that a request asks for, and holds the request against it.
 *
 * <p>{@link #receive} turns the request into exchange variables and drops its headers, so that nothing a client sends
 * can be mistaken for Darkroom's own state further on: {@code operation}, {@code access} (the roles that may; none
 * when the operation is open), {@code token}, {@code session} (the same, when it is that of a page's cookie),
 * {@code query}, {@code if_match} and {@code idempotency_key}.
 * {@link #validate} adds {@code id} and {@code plural}, of the path, and makes the body a map.
 */
public final class Contract {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };
    private static final String FORM = "multipart/form-data";
    private static final String CALL = "contract.call";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final ContractOperations operations;
    private final OpenApiInteractionValidator validator;
    private final ContractProblems problems;
    private final ContractSchemas schemas;

    /** @param yaml the contract's text */
    public Contract(String yaml) {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(yaml, null, options);
        if (parsed.getOpenAPI() == null || !parsed.getMessages().isEmpty()) {
            throw new IllegalArgumentException("openapi.yaml cannot be used: " + parsed.getMessages());
        }
        var api = parsed.getOpenAPI();
        operations = new ContractOperations(api);
        problems = new ContractProblems(api);
        schemas = new ContractSchemas(api);
        validator = OpenApiInteractionValidator.createFor(api).withBasePathOverride(ContractOperations.BASE)
                // whose token it is, the route authenticate finds out
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                        // which it takes less seriously than MediaTypes
                        .withLevel("validation.request.accept", ValidationReport.Level.IGNORE).build())
                .build();
    }

    /** The names of all operations; each is the name of the route that serves it. */
    public List<String> operationIds() {
        return operations.ids();
    }

    private record Call(ApiOperation operation, String path, QueryString query, SimpleRequest.Builder request,
            String contentType, String contentEncoding, String accept) {

        /** Whether it is a form with files, where the operation takes one. */
        boolean isForm() {
            var described = operation.getOperation().getRequestBody();
            return described != null && described.getContent().containsKey(FORM) && MediaTypes.isForm(contentType);
        }
    }

    /**
     * Finds the operation.
     *
     * @throws NotFound         when there is no such path
     * @throws MethodNotAllowed when the path has no such method
     */
    public void receive(Exchange exchange) {
        var headers = exchange.getMessage();
        var asked = headers.getHeader(Exchange.HTTP_METHOD, String.class);
        // whose answer loses its body on the way out
        var method = asked.equals("HEAD") ? "GET" : asked;
        var path = ContractOperations.canonical(headers.getHeader(Exchange.HTTP_PATH, String.class));
        var operation = operations.find(method, path);
        var query = QueryString.of(headers.getHeader(Exchange.HTTP_RAW_QUERY, String.class));
        var request = new SimpleRequest.Builder(method, path, true);
        query.parameters().forEach(request::withQueryParam);
        var call = new Call(operation, path, query, request, headers.getHeader(Exchange.CONTENT_TYPE, String.class),
                headers.getHeader(Exchange.CONTENT_ENCODING, String.class), headers.getHeader("Accept", String.class));

        exchange.setProperty(CALL, call);
        exchange.setVariable("operation", operation.getOperation().getOperationId());
        exchange.setVariable("access", operations.access(operation.getOperation()));
        exchange.setVariable("query", query.firstValues());
        identify(exchange, method, query);
        exchange.setVariable("if_match", EntityTags.versions(headers.getHeader("If-Match", String.class)));
        exchange.setVariable("request_digest", null);
        exchange.setVariable("idempotency_key",
                method.equals("POST") ? headers.getHeader(IDEMPOTENCY_KEY, String.class) : null);
        exchange.getMessage().removeHeaders("*");
    }

    /** Whoever sends an {@code Authorization} wants no cookie to count. */
    private static void identify(Exchange exchange, String method, QueryString query) {
        var authorization = exchange.getMessage().getHeader("Authorization", String.class);
        var session = authorization == null
                ? SessionCookie.token(exchange.getMessage(), method, query.parameters().keySet())
                : null;
        exchange.setVariable("session", session);
        exchange.setVariable("token", session == null ? Tokens.bearer(authorization) : session);
    }

    /**
     * Holds the request against the contract and parses its body.
     *
     * @throws BadRequest           when it cannot be read, or a parameter is not as described
     * @throws UnsupportedMediaType when the body is not JSON
     * @throws NotAcceptable        when the client does not take JSON
     * @throws Unprocessable        when the body is JSON, but not what is described
     */
    public void validate(Exchange exchange) {
        var call = exchange.getProperty(CALL, Call.class);
        var operation = call.operation().getOperation();
        var success = operation.getResponses().get(ContractOperations.success(operation));
        if (!wantsPage(exchange)) {
            MediaTypes.requireAccepted(call.accept(), success.getContent().keySet().iterator().next());
        }
        requireIdempotencyKey(exchange.getVariable("idempotency_key", String.class));
        var body = body(exchange.getMessage(), call);
        if (body != null) {
            call.request().withContentType(call.contentType()).withBody(body);
        }
        var report = validator.validateRequest(call.request().build());
        if (report.hasErrors()) {
            throw problems.of(call.operation().getOperation(), report.getMessages());
        }
        exchange.setVariable("id", ContractOperations.pathValue(call.operation(), "id").map(Contract::id).orElse(null));
        exchange.setVariable("plural", ContractOperations.pathValue(call.operation(), "plural").orElse(null));
        exchange.getMessage().setBody(body == null || call.isForm() ? null : parse(body));
    }

    /** Makes the operation's outcome the answer: JSON, with the one status of success that the contract has for it. */
    public void answer(Exchange exchange) throws JsonProcessingException {
        if (wantsPage(exchange)) {
            // which the operation has made already
            return;
        }
        var call = exchange.getProperty(CALL, Call.class);
        var success = ContractOperations.success(call.operation().getOperation());
        var message = exchange.getMessage();
        message.removeHeaders("*");
        if (call.operation().getOperation().getResponses().get(success).getContent()
                .containsKey(EventStream.MEDIA_TYPE)) {
            // has been sent already, event by event
            return;
        }
        if (exchange.getVariable("next") instanceof Long next) {
            message.setHeader("Link", "<" + call.query().nextPage(call.path(), next) + ">; rel=\"next\"");
        }
        // photographs, tokens and secrets are nothing for a cache in between
        message.setHeader("Cache-Control", "no-store");
        if (exchange.getVariable("answer_headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> message.setHeader((String) name, value));
        }
        if (message.getBody() instanceof Map<?, ?> body && body.get("updated_at") instanceof String version) {
            message.setHeader("ETag", EntityTags.of(version));
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, Integer.valueOf(success));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(JSON.writeValueAsString(message.getBody()));
    }

    private static boolean wantsPage(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getVariable("page_wanted"));
    }

    /** The validator would take a key with commas for several. */
    private static void requireIdempotencyKey(String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw new BadRequest("An Idempotency-Key has 1 to 255 visible characters of ASCII");
        }
    }

    /** The body's text; null, when there is none. */
    private static String body(Message message, Call call) {
        if (call.isForm()) {
            // which the operation reads itself, as it comes in
            return FORM;
        }
        // a Map is a form, which the server has read before
        var bytes = message.getBody() instanceof Map ? new byte[]{'{'} : message.getBody(byte[].class);
        var empty = bytes == null || bytes.length == 0;
        if (call.operation().getOperation().getRequestBody() == null) {
            if (!empty) {
                throw new BadRequest("No body is expected here");
            }
            return null;
        }
        if (empty && call.contentType() == null) {
            return null;
        }
        var text = MediaTypes.readJson(call.contentType(), call.contentEncoding(), empty ? new byte[0] : bytes);
        return text.isBlank() ? null : text;
    }

    private static Long id(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw new BadRequest("An id is a number up to " + Long.MAX_VALUE);
        }
    }

    private static Map<String, Object> parse(String body) {
        try {
            return JSON.readValue(body, OBJECT);
        } catch (JsonProcessingException e) {
            throw new BadRequest("The body is not a JSON object: " + e.getOriginalMessage());
        }
    }

    /** What the operations take, for those who make forms of it. */
    public ContractSchemas schemas() {
        return schemas;
    }

    /**
     * What is wrong with a request that did not come as one.
     *
     * @param id   of the address, or null when it has none
     * @param body or null when there is none
     */
    public Optional<Problem> problem(String operationId, Long id, Map<String, String> query,
            Map<String, Object> body) {
        var described = schemas.describe(operationId);
        var path = ContractOperations.BASE + described.path().replace("{id}", Objects.toString(id));
        var request = new SimpleRequest.Builder(described.method().name(), path, true)
                .withAccept("application/json");
        query.forEach(request::withQueryParam);
        if (body != null) {
            request.withContentType("application/json").withBody(write(body));
        }
        var report = validator.validateRequest(request.build());
        return report.hasErrors()
                ? Optional.of(problems.of(operations.find(described.method().name(), path).getOperation(),
                        report.getMessages()))
                : Optional.empty();
    }

    /**
     * Holds a request that did not come as one against the contract.
     *
     * @param query or null when there is none
     * @param body  or null when there is none
     * @throws Problem when a client would not have been allowed to send it
     */
    public void check(String operationId, Map<String, String> query, Map<String, Object> body) {
        problem(operationId, null, query == null ? Map.of() : query, body).ifPresent(problem -> {
            throw problem;
        });
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
