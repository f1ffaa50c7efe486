package dev.darkroom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atlassian.oai.validator.util.HttpAcceptUtils;
import com.google.common.net.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Comparator;

/** What a body says it is, and what a client says it takes: RFC 9110, sections 8 and 12; RFC 8259 for JSON. */
public final class MediaTypes {

    private static final MediaType JSON = MediaType.create("application", "json");
    private static final String QUALITY = "q";

    private MediaTypes() {
    }

    /**
     * Reads a body of JSON, which is UTF-8 and nothing else.
     *
     * @throws UnsupportedMediaType when the headers say that it is something else, or nothing
     * @throws BadRequest           when it is not UTF-8
     */
    public static String readJson(String contentType, String contentEncoding, byte[] body) {
        if (contentType == null) {
            throw new UnsupportedMediaType("Say what the body is: Content-Type: application/json");
        }
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw new UnsupportedMediaType(
                    "The body is read as it is; Content-Encoding " + contentEncoding + " is not");
        }
        try {
            var type = MediaType.parse(contentType);
            if (!type.withoutParameters().equals(JSON) || !UTF_8.equals(type.charset().or(UTF_8))) {
                throw notJson(contentType);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw notJson(contentType);
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("The body is not UTF-8");
        }
    }

    /** Whether a body says that it is a form with files. */
    public static boolean isForm(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase("multipart/form-data");
    }

    private static UnsupportedMediaType notJson(String contentType) {
        return new UnsupportedMediaType("Send application/json in UTF-8, not " + contentType);
    }

    /**
     * Looks whether a client takes an answer.
     *
     * @param accept   what its header {@code Accept} says; null: it takes everything
     * @param produced what it would be sent
     * @throws NotAcceptable when it does not take that
     */
    public static void requireAccepted(String accept, String produced) {
        if (accept == null || accept.isBlank()) {
            return;
        }
        if (quality(accept, produced) == 0) {
            throw new NotAcceptable("The answer is " + produced + ", which Accept does not take: " + accept);
        }
    }

    /**
     * Whether a client would rather have one than the other.
     *
     * @param accept what its header {@code Accept} says; null: it takes everything
     * @throws NotAcceptable when that cannot be read
     */
    public static boolean prefers(String accept, String one, String other) {
        return accept != null && !accept.isBlank() && quality(accept, one) > quality(accept, other);
    }

    /** How much a client wants something: of the ranges that fit, the most specific one counts. */
    private static double quality(String accept, String produced) {
        try {
            var type = MediaType.parse(produced);
            return HttpAcceptUtils.splitAcceptHeader(accept).stream().filter(range -> !range.isBlank())
                    .map(MediaType::parse).filter(range -> type.is(range.withoutParameters()))
                    .min(Comparator.comparing((MediaType range) -> range.hasWildcard())
                            .thenComparing(range -> range.type().equals("*")))
                    .map(MediaTypes::quality).orElse(0.0);
        } catch (IllegalArgumentException e) {
            throw new NotAcceptable("Accept cannot be read: " + accept);
        }
    }

    private static double quality(MediaType range) {
        return range.parameters().get(QUALITY).stream().findFirst().map(Double::valueOf).orElse(1.0);
    }
}
