package dev.darkroom.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One of the classes of the API as the pages show it. What has all five operations in the contract is a class.
 *
 * @param path the last part of its address: {@code image_types}
 * @param many as its index is called: {@code image-types}
 * @param one  as its other operations are called: {@code image-type}
 */
public record RowClass(String path, String many, String one) {

    private static final String INDEX = "index-";

    /** The classes among the operations, in their order. */
    static List<RowClass> among(List<String> operationIds) {
        var operations = Set.copyOf(operationIds);
        return operationIds.stream().filter(operation -> operation.startsWith(INDEX))
                .map(operation -> of(operation.substring(INDEX.length())))
                .filter(found -> operations.containsAll(List.of("create-" + found.one, "read-" + found.one,
                        "update-" + found.one, "destroy-" + found.one)))
                .toList();
    }

    private static RowClass of(String many) {
        return new RowClass(many.replace('-', '_'), many, many.substring(0, many.length() - 1));
    }

    /** As a title has it: {@code Image types}. */
    public String title() {
        return many.substring(0, 1).toUpperCase(Locale.ROOT) + many.substring(1).replace('-', ' ');
    }

    /** As a sentence has one of them: {@code image type}. */
    public String word() {
        return one.replace('-', ' ');
    }
}
