package dev.darkroom.frontend;

import com.atlassian.oai.validator.interaction.ApiOperationResolver;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.Request;
import dev.darkroom.http.MethodNotAllowed;
import dev.darkroom.http.NotFound;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The operations of the contract: which one a request asks for, and what is said there of each. */
final class ContractOperations {

    /** Where all of them are. */
    static final String BASE = "/api";

    private static final String SUFFIX = ".json";

    private final OpenAPI api;
    private final ApiOperationResolver resolver;

    ContractOperations(OpenAPI api) {
        this.api = api;
        resolver = new ApiOperationResolver(api, BASE, false);
    }

    /** The names of all operations. */
    List<String> ids() {
        return api.getPaths().values().stream().flatMap(path -> path.readOperations().stream())
                .map(Operation::getOperationId).toList();
    }

    /** The suffix {@code .json} and the alias {@code photographs} lead to the same operations. */
    static String canonical(String path) {
        var name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
        return name.replaceFirst("^/api/photographs(?=/|$)", "/api/images");
    }

    /**
     * @param path canonical
     * @throws NotFound         when there is no such path
     * @throws MethodNotAllowed when the path has no such method
     */
    ApiOperation find(String method, String path) {
        if (Arrays.stream(HttpMethod.values()).noneMatch(known -> known.name().equals(method))) {
            throw new MethodNotAllowed(allowed(path), "There is no method " + method + " here");
        }
        var match = resolver.findApiOperation(path, Request.Method.valueOf(method));
        if (!match.isPathFound() || path.equals(BASE) || path.equals(BASE + "/")) {
            throw new NotFound("There is nothing at " + path + "; /openapi.yaml says what there is");
        }
        if (!match.isOperationAllowed()) {
            throw new MethodNotAllowed(allowed(path), path + " has no " + method + ", only " + allowed(path));
        }
        return match.getApiOperation();
    }

    private String allowed(String path) {
        return Arrays.stream(HttpMethod.values())
                .filter(method -> resolver.findApiOperation(path, Request.Method.valueOf(method.name()))
                        .isOperationAllowed())
                .map(Enum::name).sorted().collect(Collectors.joining(", "));
    }

    /** The roles that may; an administrator may do all that a user may. */
    List<String> access(Operation operation) {
        var security = operation.getSecurity() == null ? api.getSecurity() : operation.getSecurity();
        var roles = new TreeSet<String>();
        security.forEach(requirement -> roles.addAll(requirement.keySet()));
        if (roles.contains("user")) {
            roles.add("administrator");
        }
        return List.copyOf(roles);
    }

    /** The one status of success that an operation has. */
    static String success(Operation operation) {
        return operation.getResponses().keySet().stream().filter(s -> s.startsWith("2")).findFirst().orElseThrow();
    }

    /** What a request has in the place of a parameter of its path. */
    static Optional<String> pathValue(ApiOperation operation, String name) {
        var path = operation.getApiPath();
        return IntStream.range(0, path.numberOfParts()).filter(path::hasParams)
                .mapToObj(part -> path.paramValues(part, operation.getRequestPath().part(part)).get(name))
                .filter(Objects::nonNull).flatMap(Optional::stream).findFirst();
    }
}
