package dev.darkroom.admin;

import java.util.List;

/**
 * A form as it is shown.
 *
 * @param operation of the API, which it is for
 * @param fields  in the contract's order
 * @param problem why it was refused as a whole, or null
 */
public record Form(String operation, List<Field> fields, String problem) {

    /** Whether something in it has to be put right. */
    public boolean isRefused() {
        return problem != null || fields.stream().anyMatch(field -> field.complaint() != null);
    }
}
