package dev.darkroom.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operation of the contract.
 *
 * @param id         its operationId
 * @param method     in capitals
 * @param path       with its parameters in braces, and without the base path
 * @param parameters those of the path and its own
 * @param access     the kinds of tokens it is for; none: it is open
 * @param described  all that the contract says of it
 */
public record Operation(String id, String method, String path, List<JsonNode> parameters, Set<String> access,
        JsonNode described) {

    static Operation of(String method, String path, JsonNode pathItem, JsonNode described) {
        var security = described.has("security") ? described.get("security") : FlatContract.tree().get("security");
        var access = security.valueStream().flatMap(names -> names.propertyStream().map(name -> name.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        // who may do all that a user may
        if (access.contains("user")) {
            access.add("administrator");
        }
        return new Operation(described.path("operationId").asText(), method.toUpperCase(), path,
                Stream.of(pathItem, described).flatMap(level -> level.path("parameters").valueStream()).toList(),
                access, described);
    }

    /** The parameters in the path, the query, or the headers. */
    public List<JsonNode> parameters(String in) {
        return parameters.stream().filter(parameter -> parameter.get("in").asText().equals(in)).toList();
    }

    /** What a JSON body has to be like. */
    public Optional<JsonNode> body() {
        var schema = described.at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
    }

    public boolean bodyRequired() {
        return described.at("/requestBody/required").asBoolean();
    }

    /** Whether its answer is a stream, which does not end. */
    public boolean streams() {
        return described.at("/responses/200/content").has("text/event-stream");
    }

    public boolean open() {
        return access.isEmpty();
    }

    /** The statuses that the contract names; {@code default}, which would name all, is not among them. */
    public Set<Integer> statuses() {
        return described.get("responses").propertyStream().map(answer -> answer.getKey())
                .filter(status -> !status.equals("default")).map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return id;
    }
}
