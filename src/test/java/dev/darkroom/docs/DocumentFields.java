package dev.darkroom.docs;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the fields of a document mean, as the comments of the records say that it is made of. */
final class DocumentFields {

    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES = new PropertyNamingStrategies.SnakeCaseStrategy();

    private final Map<String, String> fields = new LinkedHashMap<>();

    private DocumentFields() {
    }

    /** By their paths: {@code colours[].hex}. Fields about which nothing is said are left out. */
    static Map<String, String> of(Object content) {
        var fields = new DocumentFields();
        fields.visit("", content);
        return fields.fields;
    }

    private void visit(String path, Object value) {
        switch (value) {
            case Record found -> visitRecord(path, found);
            case Collection<?> many -> many.stream().limit(1).forEach(element -> visit(path + "[]", element));
            case null, default -> {
                // numbers and texts have no fields
            }
        }
    }

    private void visitRecord(String path, Record value) {
        var comment = SourceDocs.of(value.getClass());
        for (var component : value.getClass().getRecordComponents()) {
            var field = (path.isEmpty() ? "" : path + ".") + NAMES.translate(component.getName());
            comment.map(each -> each.components().get(component.getName())).ifPresent(text -> fields.put(field, text));
            try {
                visit(field, component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
