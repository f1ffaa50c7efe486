package dev.darkroom.sequence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment of a job: assignments with the quotes of a POSIX shell, {@code QUERY='n=all&days=today' K=10}, and
 * without any expansion. Inside {@code '…'} every character counts as it is; inside {@code "…"} a backslash keeps {@code "},
 * {@code \}, {@code $} and the backtick, outside it keeps any character. What a shell would expand or act upon
 * ({@code $ ` | & ; < > ( )}) has to be quoted.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html">POSIX.1-2024, Shell Command
 *      Language, 2.2 Quoting</a>
 */
public final class Environment {

    private static final Pattern SPACE = Pattern.compile("[ \\t\\n]+");
    private static final Pattern KEY = Pattern.compile("([A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)*+)=");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\$`]|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\$`])");
    private static final Pattern PLAIN = Pattern.compile("((?:[^ \\t\\n'\"\\\\$`|&;<>()]|\\\\.)++)", Pattern.DOTALL);
    private static final Pattern NO_NEED_TO_QUOTE = Pattern.compile("[A-Za-z0-9_.,:/@%+=-]+");

    private Environment() {
    }

    /**
     * Reads an environment.
     *
     * @return the values by their keys, in their order
     * @throws UnacceptableSequenceException when it is not written as said above, or names a key twice
     */
    public static Map<String, String> parse(String text) {
        var values = new LinkedHashMap<String, String>();
        var rest = new Rest(text);
        rest.take(SPACE);
        while (!rest.isEmpty()) {
            var key = rest.take(KEY);
            if (key == null) {
                throw rest.refusal("a KEY= of capital letters, digits and underscores");
            }
            if (values.put(key, value(rest)) != null) {
                throw new UnacceptableSequenceException("The environment says twice what " + key + " is");
            }
            if (rest.take(SPACE) == null && !rest.isEmpty()) {
                throw rest.refusal("a value in which this character is quoted");
            }
        }
        return values;
    }

    private static String value(Rest rest) {
        var value = new StringBuilder();
        while (true) {
            String part;
            if ((part = rest.take(SINGLE)) != null) {
                value.append(part);
            } else if ((part = rest.take(DOUBLE)) != null) {
                value.append(ESCAPED.matcher(part).replaceAll("$1"));
            } else if ((part = rest.take(PLAIN)) != null) {
                value.append(part.replaceAll("(?s)\\\\(.)", "$1"));
            } else {
                return value.toString();
            }
        }
    }

    /** Writes values so that {@link #parse} and a shell read them again. */
    public static String format(Map<String, String> values) {
        return values.entrySet().stream().map(value -> value.getKey() + "=" + quoted(value.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String value) {
        return NO_NEED_TO_QUOTE.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** What is still to be read. */
    private static final class Rest {

        private final String text;
        private final Matcher matcher;
        private int at;

        Rest(String text) {
            this.text = text;
            matcher = SPACE.matcher(text);
        }

        boolean isEmpty() {
            return at == text.length();
        }

        /** What is inside of the pattern, if it is next; null if it is not. */
        String take(Pattern pattern) {
            matcher.usePattern(pattern).region(at, text.length());
            if (!matcher.lookingAt()) {
                return null;
            }
            at = matcher.end();
            return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
        }

        UnacceptableSequenceException refusal(String expected) {
            var seen = text.substring(at, Math.min(text.length(), at + 20));
            return new UnacceptableSequenceException("The environment is KEY=value pairs, quoted as in a shell: at"
                    + " character " + (at + 1) + " there is to be " + expected + ", and not " + seen);
        }
    }
}
