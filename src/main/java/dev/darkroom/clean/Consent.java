package dev.darkroom.clean;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import java.util.List;
import java.util.Map;

/**
 * Whether everything may be deleted. On the local cloud whoever starts the command may; anywhere else the input bucket
 * has to be named, so that nobody cleans what he took for something else. A request has to name it in every case.
 */
public final class Consent {

    static final String OPTION = "--yes-delete-everything-in";
    private static final String FIELD = "delete_everything_in";

    private final Whereabouts whereabouts;
    private final String inputBucket;
    private final String outputBucket;
    private final boolean requestsAllowed;

    /** @param requestsAllowed whether a request may clean what is not the local cloud */
    public Consent(Whereabouts whereabouts, String inputBucket, String outputBucket, boolean requestsAllowed) {
        this.whereabouts = whereabouts;
        this.inputBucket = inputBucket;
        this.outputBucket = outputBucket;
        this.requestsAllowed = requestsAllowed;
    }

    /** The bucket that has to be named. */
    public String bucket() {
        return inputBucket;
    }

    /** The other bucket, which is emptied too. */
    public String otherBucket() {
        return outputBucket;
    }

    /**
     * Holds the command against it.
     *
     * @param named the bucket that {@value #OPTION} names, or null without that option
     * @throws Unprocessable when another bucket is named, or none and this is not the local cloud
     */
    public void requireOfCommand(String named) {
        var elsewhere = whereabouts.elsewhere();
        if (named == null && elsewhere.isEmpty()) {
            return;
        }
        if (!inputBucket.equals(named)) {
            var reason = named == null
                    ? "This is not the local cloud: " + String.join("; ", elsewhere) + "."
                    : "The input bucket is " + inputBucket + ", not " + named + ".";
            throw new Unprocessable(reason + " " + consequences() + " If that is what you want, say " + OPTION + " "
                    + inputBucket);
        }
    }

    /**
     * Holds a request against it.
     *
     * @param request as {@code NewCleaning} of the contract has it
     * @throws Forbidden     when this is not the local cloud, and no request may clean anything else
     * @throws Unprocessable when it does not name the input bucket
     */
    public void requireOfRequest(Map<String, Object> request) {
        requireAllowed();
        if (!inputBucket.equals(request.get(FIELD))) {
            var detail = "The input bucket is " + inputBucket + ". " + consequences()
                    + " If that is what you want, send {\""
                    + FIELD + "\":\"" + inputBucket + "\"}";
            throw new Unprocessable(detail, List.of(new Unprocessable.Error(detail, "#/" + FIELD)));
        }
    }

    /** @throws Forbidden when this is not the local cloud, and no request may clean anything else */
    public void requireAllowed() {
        if (!requestsAllowed && !whereabouts.elsewhere().isEmpty()) {
            throw new Forbidden("This is not the local cloud, and nothing else is cleaned at a request unless the"
                    + " operator sets darkroom.clean.allowed. Nothing was deleted");
        }
    }

    private String consequences() {
        return "Cleaning deletes everything in the buckets " + inputBucket + " and " + outputBucket
                + ", every batch, job and image in the database, and every message in the three queues. Nothing was deleted.";
    }
}
