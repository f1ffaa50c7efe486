package dev.darkroom.http;

import java.util.ArrayList;
import java.util.List;

/** 422: well-formed, but not something that can be done. */
public final class Unprocessable extends Problem {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Error> errors;

    public Unprocessable(String detail) {
        this(detail, List.of());
    }

    /** @param errors which fields of the body are wrong */
    public Unprocessable(String detail, List<Error> errors) {
        super(422, "Not acceptable content", detail);
        this.errors = new ArrayList<>(errors);
    }

    @Override
    public List<Error> errors() {
        return List.copyOf(errors);
    }
}
