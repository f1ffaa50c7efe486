package dev.darkroom.local;

import java.time.Duration;

/**
 * What a test may want to be quicker about than production: how long a received job stays invisible, and how often it
 * is delivered before it goes to the dead-letter queue.
 */
public record JobQueue(Duration visibilityTimeout, int maxReceiveCount) {

    public static final JobQueue DEFAULT = new JobQueue(Duration.ofSeconds(30), 5);

    public JobQueue {
        if (visibilityTimeout.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException("SQS counts visibility in whole seconds, not " + visibilityTimeout);
        }
    }
}
