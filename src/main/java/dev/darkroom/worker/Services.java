package dev.darkroom.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.imaging.Limits;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.PhotographReader;
import dev.darkroom.imaging.UnacceptablePhotographException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.ExchangeException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What services that do a step in another language answer: a photograph as JPEG or PNG, or why they do not. */
public final class Services {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1000;

    private final Limits limits;
    private final PhotographReader reader;

    /** @param limits what holds for originals holds for answers */
    public Services(Limits limits, PhotographReader reader) {
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * Takes the bytes of an answer.
     *
     * @throws UnworkableJobException when they are more than {@code darkroom.limits.bytes}, of which no more is read
     */
    public byte[] read(InputStream answer) throws IOException {
        try (answer) {
            var most = (int) Math.min(limits.maxBytes(), Integer.MAX_VALUE - 1L);
            var bytes = answer.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UnworkableJobException("The service answered more than " + most + " bytes");
            }
            return bytes;
        }
    }

    /** Why a service refuses: the detail of a problem (RFC 9457), or else the text that it answered. */
    public static String words(@ExchangeException HttpOperationFailedException refusal) {
        var body = refusal.getResponseBody() == null ? "" : refusal.getResponseBody().strip();
        try {
            var detail = JSON.readTree(body).path("detail").asText();
            if (!detail.isEmpty()) {
                return detail;
            }
        } catch (JsonProcessingException e) {
            // it is a text then
        }
        return body.isEmpty() ? refusal.getMessage() : body.substring(0, Math.min(body.length(), LONGEST));
    }

    /**
     * Makes a photograph of an answer.
     *
     * @param refusal what the service said in the place of an answer, or null
     * @throws UnworkableJobException when it refused, or answered no photograph, or one beyond the limits
     */
    public Photograph photograph(byte[] answer, String refusal) {
        if (refusal != null) {
            throw new UnworkableJobException(refusal);
        }
        try {
            return reader.read(answer);
        } catch (UnacceptablePhotographException e) {
            throw new UnworkableJobException("The service answered no photograph: " + e.getMessage());
        }
    }
}
