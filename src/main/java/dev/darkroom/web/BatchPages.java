package dev.darkroom.web;

import dev.darkroom.http.BadRequest;
import dev.darkroom.sequence.Catalogue;
import java.util.Map;
import java.util.TreeMap;

/** What the pages of batches ask of the API's operations. */
public final class BatchPages {

    private static final String BEFORE = "before_id";

    private final Catalogue catalogue;

    /** @param catalogue the steps that there are */
    public BatchPages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Whether there is a model that says what is in photographs. */
    public boolean hasModel() {
        return catalogue.find("classify").isPresent();
    }

    /** Which batches a page of them lists, as the query of {@code index-batches} has it: one's own. */
    public Map<String, String> query(Visit visit, Map<String, Object> user) {
        var query = new TreeMap<>(Map.of("user_id", user.get("id").toString()));
        if (visit.query().containsKey(BEFORE)) {
            query.put(BEFORE, visit.query().get(BEFORE));
        }
        return query;
    }

    /**
     * The job that a form wants to be tried again.
     *
     * @throws BadRequest when it names none
     */
    public Long jobId(Visit visit) {
        try {
            return Long.valueOf(visit.form().getOrDefault("job_id", ""));
        } catch (NumberFormatException e) {
            throw new BadRequest("The field job_id is no number");
        }
    }
}
