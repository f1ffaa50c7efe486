package dev.darkroom.recognition;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs a model, so many times at once and no more: that bounds its memory. What comes while all desks are taken waits;
 * whoever gets the next desk takes along what has waited, up to a batch.
 */
final class Runs implements AutoCloseable {

    private final Session session;
    private final int batch;
    private final BlockingQueue<Session.Desk> desks;
    private final int deskCount;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** Reads the answer to one request. */
    interface Reading {

        /** @param index of the request in the batch */
        List<Prediction> read(List<FloatBuffer> outputs, int index);
    }

    private record Request(float[] values, Reading reading, CompletableFuture<List<Prediction>> answer) {
    }

    /**
     * @param parallel at least 1, runs at once
     * @param batch    at least 1, photographs in a run at most
     */
    Runs(Session session, int parallel, int batch) {
        this.session = session;
        this.batch = batch;
        deskCount = parallel;
        desks = new ArrayBlockingQueue<>(parallel, true);
        for (int i = 0; i < parallel; i++) {
            desks.add(session.desk(batch));
        }
    }

    /** @throws InterruptedException when the thread is told to stop while it waits */
    List<Prediction> run(float[] values, Reading reading) throws InterruptedException {
        var request = new Request(values, reading, new CompletableFuture<>());
        waiting.add(request);
        Session.Desk desk;
        try {
            desk = desks.take();
        } catch (InterruptedException e) {
            waiting.remove(request);
            throw e;
        }
        try {
            while (waiting.contains(request)) {
                runNext(desk);
            }
        } finally {
            desks.add(desk);
        }
        try {
            return request.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void runNext(Session.Desk desk) {
        var together = new ArrayList<Request>();
        while (together.size() < batch) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            together.add(next);
        }
        if (together.isEmpty()) {
            return;
        }
        try {
            if (closed) {
                throw new IllegalStateException("The model is closed, as Darkroom stops");
            }
            var outputs = desk.run(together.stream().map(Request::values).toList());
            for (int i = 0; i < together.size(); i++) {
                together.get(i).answer.complete(together.get(i).reading.read(outputs, i));
            }
        } catch (OrtException e) {
            var failure = new IllegalStateException("The model does not run: " + e.getMessage(), e);
            together.forEach(request -> request.answer.completeExceptionally(failure));
        } catch (RuntimeException | Error e) {
            together.forEach(request -> request.answer.completeExceptionally(e));
        }
    }

    /** When the runs of this moment have ended; whatever comes after that is refused. */
    @Override
    public void close() {
        closed = true;
        var free = new ArrayList<Session.Desk>();
        try {
            while (free.size() < deskCount) {
                free.add(desks.take());
            }
            free.forEach(Session.Desk::close);
            session.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            desks.addAll(free);
        }
    }
}
