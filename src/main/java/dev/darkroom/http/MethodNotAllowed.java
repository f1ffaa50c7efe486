package dev.darkroom.http;

/** 405: the path exists, but not with this method. */
public final class MethodNotAllowed extends Problem {

    private static final long serialVersionUID = 1L;

    private final String allowed;

    /** @param allowed the methods that the path has, as the {@code Allow} header lists them */
    public MethodNotAllowed(String allowed, String detail) {
        super(405, "Method not allowed", detail);
        this.allowed = allowed;
    }

    public String allowed() {
        return allowed;
    }
}
