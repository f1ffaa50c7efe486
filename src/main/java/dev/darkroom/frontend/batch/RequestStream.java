package dev.darkroom.frontend.batch;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request as a stream that one reads as it comes in. What is not read yet stays with the client: no more
 * than a few buffers are in memory, however long the request is.
 */
final class RequestStream extends InputStream {

    private static final int BUFFERS_AHEAD = 16;

    /** An empty one: what there was has been read, or the client went. */
    private final BlockingQueue<Optional<Buffer>> arrived = new LinkedBlockingQueue<>();
    private final HttpServerRequest request;
    private final Duration patience;
    private volatile Throwable failure;
    /** What comes is not kept any more. A handler of its own for that might come too late: after the end, none is taken. */
    private volatile boolean discarding;
    /** How many bytes more may pass by. */
    private long discardable;
    /** Whether the client waits for a word before it sends anything: RFC 9110, 10.1.1. */
    private boolean expectant;
    private Buffer buffer = Buffer.buffer();
    private int position;
    private int awaited;
    private boolean ended;

    /**
     * @param request  paused, and with nothing of it read
     * @param patience how long nothing may come before it counts as broken off
     */
    RequestStream(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.patience = patience;
        expectant = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        request.exceptionHandler(broken -> {
            failure = broken;
            arrived.add(Optional.empty());
        });
        request.endHandler(_ -> arrived.add(Optional.empty()));
        request.handler(this::arrive);
    }

    private void arrive(Buffer chunk) {
        if (!discarding) {
            arrived.add(Optional.of(chunk));
            return;
        }
        discardable -= chunk.length();
        if (discardable >= 0) {
            return;
        }
        request.pause();
        var response = request.response();
        if (response.ended()) {
            request.connection().close();
        } else {
            response.endHandler(_ -> request.connection().close());
        }
    }

    @Override
    public int read() throws IOException {
        return advance() ? buffer.getByte(position++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        var count = Math.min(length, buffer.length() - position);
        buffer.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    /** @return whether there is something to read */
    private boolean advance() throws IOException {
        while (!ended && position == buffer.length()) {
            var next = take();
            if (next.isEmpty()) {
                ended = true;
                if (failure != null) {
                    throw failure instanceof InterruptedIOException stopped
                            ? stopped
                            : new IOException("The connection was closed", failure);
                }
            } else {
                buffer = next.get();
                position = 0;
            }
        }
        return position < buffer.length();
    }

    private Optional<Buffer> take() throws IOException {
        if (expectant) {
            request.response().writeContinue();
            expectant = false;
        }
        if (awaited == 0) {
            request.fetch(BUFFERS_AHEAD);
            awaited = BUFFERS_AHEAD;
        }
        try {
            var next = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IOException("Nothing came for " + patience.toSeconds() + " seconds");
            }
            awaited--;
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Darkroom stops");
        }
    }

    /** Darkroom stops: who reads this gets to know that it has broken off. */
    void giveUp() {
        failure = new InterruptedIOException("Darkroom stops");
        arrived.add(Optional.empty());
    }

    /**
     * Lets the rest pass by without keeping it, so that the client gets to read its answer; but not for ever.
     *
     * @param most after so many bytes, and the answer, the connection is closed
     * @return whether there was any
     */
    boolean discardRest(long most) {
        if (ended || request.isEnded()) {
            return false;
        }
        discardable = most;
        discarding = true;
        request.resume();
        return true;
    }
}
