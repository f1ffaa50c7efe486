package dev.darkroom.frontend;

import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Forbidden;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Pages of an index: which rows a client asks for, and where the next page begins. Pages go by id, newest first
 * (keyset paging), so that rows which come meanwhile neither shift a page nor make a later one slower.
 */
public final class Pages {

    private static final String ALL = "all";
    private static final int DEFAULT = 20;
    /** What an index can be narrowed by, and is compared as it is. */
    private static final List<String> FILTERS = List.of("before_id", "user_id", "status", "original_id", "image_id",
            "job_id", "s3_key");

    private final int limit;
    private final Clock clock;

    /**
     * @param limit how many rows a page has at most: {@code darkroom.limits.page}
     * @param zone  where {@code days=today} begins: {@code darkroom.time-zone}
     */
    public Pages(int limit, ZoneId zone) {
        this(limit, Clock.system(zone));
    }

    Pages(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * What the statement of an index selects by.
     *
     * @param query as the contract has it: n or count, days, and filters; all compose
     * @param user  sees its own rows only, unless it is an administrator
     * @return limit (one more than the page has, to see whether there is a next one), since, and the filters; null
     *         where the client does not narrow
     * @throws BadRequest when both n and count are given
     * @throws Forbidden  when a user asks for another user's rows
     */
    public Map<String, Object> page(Map<String, String> query, Map<String, Object> user) {
        return page(query, user, null);
    }

    /**
     * What the statement of an index selects by for a job that works on what it finds.
     *
     * @param job its horizon, the newest row that it sees, and created_at, when its days end; null when nobody's job asks
     */
    public Map<String, Object> page(Map<String, String> query, Map<String, Object> user, Map<String, Object> job) {
        if (query.containsKey("n") && query.containsKey("count")) {
            throw new BadRequest("count is another name of n: send one of them");
        }
        var page = new HashMap<String, Object>();
        FILTERS.forEach(filter -> page.put(filter, query.get(filter)));
        var now = ZonedDateTime.now(clock);
        if (job != null) {
            var end = (long) job.get("horizon") + 1;
            page.put("before_id", Long.toString(Math.min(end,
                    Long.parseLong(query.getOrDefault("before_id", Long.toString(end))))));
            now = OffsetDateTime.parse((String) job.get("created_at")).atZoneSameInstant(clock.getZone());
        }
        page.put("since", since(query.get("days"), now));
        page.put("limit", rows(query.getOrDefault("n", query.getOrDefault("count", Integer.toString(DEFAULT)))) + 1);
        if (!Accounts.isAdministrator(user)) {
            var own = user.get("id").toString();
            if (query.containsKey("user_id") && !own.equals(query.get("user_id"))) {
                throw new Forbidden("Your user_id is " + own + "; leave it out, or send it as it is");
            }
            page.put("user_id", own);
        }
        return page;
    }

    /**
     * Takes off the row that belongs to the next page.
     *
     * @return the {@code before_id} of the next page; null when this is the last one
     */
    public Long next(List<Map<String, Object>> rows, Map<String, Object> page) {
        if (rows.size() < (int) page.get("limit")) {
            return null;
        }
        rows.removeLast();
        return ((Number) rows.getLast().get("id")).longValue();
    }

    /** A page of one image type, under the name that clients ask for it by. */
    public Map<String, Object> named(@Body List<Map<String, Object>> rows, @Variable("plural") String plural) {
        return Map.of(plural, rows);
    }

    private int rows(String n) {
        return n.equals(ALL) ? limit : Math.min(limit, Integer.parseInt(n));
    }

    private static String since(String days, ZonedDateTime now) {
        if (days == null) {
            return null;
        }
        var since = days.equals("today")
                ? now.toLocalDate().atStartOfDay(now.getZone())
                : now.minus(Duration.ofDays(Long.parseLong(days)));
        return since.toOffsetDateTime().toString();
    }
}
