package dev.darkroom.frontend;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unprocessable;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Streams of server-sent events (the HTML standard, section 9.2) on the changes of jobs. Each has an exchange of its
 * own, and with it a virtual thread, for as long as it lasts.
 */
public final class JobEvents {

    private static final long RETRY_SECONDS = 10;
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Map<Number, Integer> open = new ConcurrentHashMap<>();
    private final Changes changes;
    private final Duration keepAlive;
    private final int maxJobs;
    private final int maxStreams;

    /**
     * @param keepAlive  after how long a client hears that there is nothing to tell
     * @param maxJobs    how many jobs one stream watches
     * @param maxStreams how many streams a user may have open here
     */
    public JobEvents(Changes changes, Duration keepAlive, int maxJobs, int maxStreams) {
        this.changes = changes;
        this.keepAlive = keepAlive;
        this.maxJobs = maxJobs;
        this.maxStreams = maxStreams;
    }

    /**
     * Opens a stream. The client gets its head with the first look at the jobs, so that what goes wrong before is
     * answered like any other problem.
     *
     * @param query   with {@code job_id}, the jobs to watch, separated by commas; or with {@code batch_id}, the batch whose
     *                jobs are to be watched; with neither, all of the user's
     * @param ownerId whose batch that is
     * @throws BadRequest      when an id is none, or both are there
     * @throws Unprocessable   when these are too many jobs
     * @throws TooManyRequests when the user has too many streams open
     */
    public EventStream open(Exchange exchange, @Variable("query") Map<String, String> query,
            @Variable("user") Map<String, Object> user, @Variable("owner_id") Number ownerId) {
        var request = exchange.getMessage(HttpMessage.class);
        var userId = (Number) user.get("id");
        var jobIds = query.get("job_id") == null ? null : ids(query.get("job_id"));
        var batchId = query.get("batch_id") == null ? null : Long.valueOf(query.get("batch_id"));
        if (jobIds != null && batchId != null) {
            throw new BadRequest("Say job_id or batch_id, not both");
        }
        if (jobIds != null && jobIds.size() > maxJobs) {
            throw new Unprocessable("One stream watches at most " + maxJobs + " jobs, these are " + jobIds.size());
        }
        var streams = open.merge(userId, 1, Integer::sum);
        if (streams > maxStreams) {
            close(userId);
            throw new TooManyRequests("You have " + maxStreams + " streams open already; close one", RETRY_SECONDS);
        }
        var topics = jobIds == null
                ? List.of("user " + (batchId == null ? userId : ownerId))
                : jobIds.stream().map(id -> "job " + id).toList();
        var recheck = changes.recheck();
        var watch = changes.watch(topics, FOR_EVER, recheck.compareTo(keepAlive) < 0 ? recheck : keepAlive);
        return new EventStream(request.getResponse(), request.getRequest().method() == HttpMethod.HEAD, watch, jobIds,
                batchId, maxJobs, keepAlive, () -> close(userId));
    }

    /** Tells the client of a stream what has changed. */
    public void send(@Variable("stream") EventStream stream, @Body Map<String, Object> look)
            throws JsonProcessingException, InterruptedException {
        stream.send(look);
    }

    private static Set<Long> ids(String list) {
        try {
            return Arrays.stream(list.split(",")).map(Long::valueOf).collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw new BadRequest("An id is a number up to " + Long.MAX_VALUE);
        }
    }

    private void close(Number userId) {
        open.computeIfPresent(userId, (_, streams) -> streams == 1 ? null : streams - 1);
    }
}
