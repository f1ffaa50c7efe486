package dev.darkroom.frontend;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What the contract says of the parameters and bodies of its operations. */
public final class ContractSchemas {

    private final OpenAPI api;

    ContractSchemas(OpenAPI api) {
        this.api = api;
    }

    /**
     * How an operation is asked for.
     *
     * @param query the parameters that its address takes
     * @param body  the schema of its body, or null when it takes none
     */
    public record Description(HttpMethod method, String path, List<Parameter> query, Schema<?> body) {
    }

    /** @throws IllegalArgumentException when there is no such operation */
    public Description describe(String operationId) {
        for (var path : api.getPaths().entrySet()) {
            for (var operation : path.getValue().readOperationsMap().entrySet()) {
                if (operation.getValue().getOperationId().equals(operationId)) {
                    return new Description(operation.getKey(), path.getKey(), query(operation.getValue()),
                            body(operation.getValue()));
                }
            }
        }
        throw new IllegalArgumentException("There is no operation " + operationId);
    }

    private List<Parameter> query(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .map(parameter -> parameter.get$ref() == null
                        ? parameter
                        : api.getComponents().getParameters().get(name(parameter.get$ref())))
                .filter(parameter -> "query".equals(parameter.getIn())).toList();
    }

    private static Schema<?> body(Operation operation) {
        return operation.getRequestBody() == null
                ? null
                : operation.getRequestBody().getContent().get("application/json").getSchema();
    }

    /** A schema without {@code $ref} and {@code allOf} at its top: what it means, in one piece. */
    public Schema<?> flat(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return flat(api.getComponents().getSchemas().get(name(schema.get$ref())));
        }
        if (schema.getAllOf() == null) {
            return schema;
        }
        var whole = new Schema<Object>();
        whole.setProperties(new LinkedHashMap<>());
        whole.setRequired(new ArrayList<>());
        whole.setDescription(schema.getDescription());
        for (Schema<?> part : schema.getAllOf()) {
            var flat = flat(part);
            whole.setType(flat.getType());
            whole.setFormat(flat.getFormat());
            if (flat.getProperties() != null) {
                whole.getProperties().putAll(flat.getProperties());
            }
            if (flat.getRequired() != null) {
                whole.getRequired().addAll(flat.getRequired());
            }
        }
        return whole;
    }

    private static String name(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }
}
