package dev.darkroom.parts;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A part that this process needs: ready, when it answers. */
final class PartCheck extends AbstractHealthCheck {

    private final Callable<?> question;

    /**
     * @param part     the part's name
     * @param question a cheap call to it, which throws when it does not answer
     */
    PartCheck(String part, Callable<?> question) {
        super("darkroom", part);
        this.question = question;
    }

    @Override
    public boolean isLiveness() {
        // a process is not restarted because a part of another is away
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            question.call();
            builder.up();
        } catch (Exception e) {
            builder.down().message(getId() + ": " + e.getMessage());
        }
    }
}
