package dev.darkroom.worker;

import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** What a worker asks the front end's index of one image type for, and how far it has come through the pages. */
public final class PageQuery {

    private static final Pattern NEXT = Pattern.compile("[?&]before_id=(\\d+)[^>]*>; *rel=\"next\"");
    private static final String ALL = "all";

    private final String plural;
    private final Map<String, String> asked;
    /** How many rows are still asked for. */
    private long remaining;
    private String beforeId;
    private boolean over;

    /**
     * @param plural under which the front end lists the type
     * @param asked  what narrows the index; n counts over all pages
     */
    PageQuery(String plural, Map<String, String> asked) {
        this.plural = plural;
        this.asked = asked;
        var n = asked.get("n");
        remaining = n == null || n.equals(ALL) ? Long.MAX_VALUE : Long.parseLong(n);
        beforeId = asked.get("before_id");
    }

    public boolean hasNext() {
        return !over;
    }

    public String getPlural() {
        return plural;
    }

    /** The query string of the next page. */
    public String getParameters() {
        var uri = new QueryStringEncoder("");
        asked.forEach((name, value) -> {
            if (!name.equals("n") && !name.equals("before_id")) {
                uri.addParam(name, value);
            }
        });
        uri.addParam("n", remaining == Long.MAX_VALUE ? ALL : Long.toString(remaining));
        if (beforeId != null) {
            uri.addParam("before_id", beforeId);
        }
        return uri.toString().substring(1);
    }

    /**
     * Takes a page.
     *
     * @param answer the rows, under the type's plural
     * @param link   the header that says where the next page begins; null behind the last one
     * @return the rows
     */
    public List<?> take(@Body Map<String, List<?>> answer, @Header("Link") String link) {
        var rows = answer.get(plural);
        var next = NEXT.matcher(link == null ? "" : link);
        remaining -= remaining == Long.MAX_VALUE ? 0 : rows.size();
        over = !next.find() || remaining <= 0;
        beforeId = over ? null : next.group(1);
        return rows;
    }
}
