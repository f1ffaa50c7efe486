package dev.darkroom.sequence;

import java.util.List;
import java.util.Locale;

/**
 * A job sequence whose steps are there, fit one another, and have their parameters.
 *
 * @param kind   where its input comes from, and where its output goes
 * @param source what a query asks for, a step whose results are meant: {@code histogram}; null of a process
 * @param query  what is asked, a query string: {@code n=all&days=today}; null of a process
 * @param stages the steps
 */
public record Sequence(Kind kind, String source, String query, List<Stage> stages) {

    /** The three kinds of sequences. */
    public enum Kind {
        /** Works on one photograph; each step on what the one before it made. */
        PROCESS,
        /** Works on the set of results that a query finds. */
        QUERY,
        /** As a query, but its last step's document is the job's answer; nothing is stored. */
        SEARCH;

        /** The word at the head of a sequence. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            return null;
        }
    }
}
