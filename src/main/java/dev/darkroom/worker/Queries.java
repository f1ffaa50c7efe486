package dev.darkroom.worker;

import dev.darkroom.analysis.QuerySet;
import dev.darkroom.sequence.ImageTypes;
import dev.darkroom.sequence.Sequence;
import dev.darkroom.transport.Job;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What a job's queries ask, and what becomes of the rows that the front end answers. */
public final class Queries {

    private static final String TARGET_KEY = "TARGET_S3_HIST";
    private static final String TARGET_IMAGE = "TARGET_IMAGE_ID";
    private static final String USER = "USER";

    /** Where the members are gathered. */
    public QuerySet open() {
        return new QuerySet();
    }

    /** What the job's QUERY asks for. */
    public PageQuery ofSet(Job job, Sequence sequence) {
        var asked = new LinkedHashMap<String, String>();
        new QueryStringDecoder(sequence.query(), false).parameters()
                .forEach((name, values) -> asked.put(name.equals("count") ? "n" : name, values.getFirst()));
        // without n all of them; the address says the type
        asked.remove("image_type");
        return query(job, sequence, asked);
    }

    /** The one result that a step compares the others with, of the type that the job asks for. */
    public PageQuery ofTarget(Job job, Sequence sequence, Map<String, Object> parameters) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("n", "1");
        if (parameters.get(TARGET_KEY) instanceof String key) {
            asked.put("s3_key", key);
        } else {
            asked.put("original_id", String.valueOf(parameters.get(TARGET_IMAGE)));
        }
        return query(job, sequence, asked);
    }

    private static PageQuery query(Job job, Sequence sequence, Map<String, String> asked) {
        asked.put("for_job_id", Long.toString(job.jobId()));
        return new PageQuery(ImageTypes.plural(sequence.source()), asked);
    }

    /**
     * The row of the target.
     *
     * @throws UnworkableJobException when there is none, or it belongs to another user than the parameter USER says
     */
    public Object requireTarget(List<?> rows, Map<String, Object> parameters) {
        var user = parameters.get(USER);
        if (rows.isEmpty() || user != null
                && ((Number) ((Map<?, ?>) rows.getFirst()).get("user_id")).longValue() != (Long) user) {
            throw new UnworkableJobException("There is no such target that you may see: " + parameters.entrySet()
                    .stream().filter(entry -> List.of(TARGET_KEY, TARGET_IMAGE, USER).contains(entry.getKey()))
                    .map(Object::toString).sorted().toList());
        }
        return rows.getFirst();
    }

    /** @throws UnworkableJobException when the target was deleted meanwhile */
    public QuerySet.Member requireThere(@Body QuerySet.Member target) {
        if (target == null) {
            throw new UnworkableJobException("The target was deleted meanwhile");
        }
        return target;
    }

    /** A stored result of an index's row. What it was made of is the photograph that it stands for, if there is one. */
    public QuerySet.Member member(@Variable("row") Map<String, Object> row, @Body byte[] content) {
        var image = (Number) (row.get("original_id") == null ? row.get("id") : row.get("original_id"));
        return new QuerySet.Member(image.longValue(), ((Number) row.get("user_id")).longValue(),
                (String) row.get("s3_key"), content);
    }

    /** @throws UnworkableJobException always, with the reason that the front end gave */
    public void refused(@ExchangeException HttpOperationFailedException refusal) {
        throw new UnworkableJobException("The query is refused: " + Services.words(refusal));
    }
}
