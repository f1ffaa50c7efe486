package dev.darkroom.it;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Several callers at the same moment. */
final class AtOnce {

    private AtOnce() {
    }

    static <T> List<T> both(Callable<T> one, Callable<T> other) throws InterruptedException, ExecutionException {
        return all(List.of(one, other));
    }

    /** Makes all calls at once and answers what they answered, in their order. */
    static <T> List<T> all(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        var together = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = calls.stream().map(call -> threads.submit(() -> {
                together.await(TestSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return call.call();
            })).toList();
            for (var answer : answers) {
                answer.get();
            }
            return answers.stream().map(answer -> answer.resultNow()).toList();
        }
    }

    /** So many calls of the same kind; each is told which one it is. */
    static <T> List<T> times(int number, Numbered<T> call) throws InterruptedException, ExecutionException {
        return all(IntStream.range(0, number).<Callable<T>>mapToObj(i -> () -> call.call(i)).toList());
    }

    /** A call that knows which one of many it is, from 0. */
    @FunctionalInterface
    interface Numbered<T> {
        T call(int number) throws Exception;
    }

    /** The statuses of answers, in order of size. */
    static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).sorted().toList();
    }
}
