package dev.darkroom.frontend;

import dev.darkroom.parts.Digests;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.encrypt.Encryptors;

/**
 * Requests that carry an {@code Idempotency-Key} (the IETF draft of that name): what tells two of them apart, and their
 * answers, kept as ciphertext (AES-256 in GCM) that only who has the key and the body can open.
 */
public final class IdempotentRequests {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {
    };
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final String REPLAYED = "Idempotent-Replayed";

    /** What is kept of who asks for what with which key: two users may use the same key. */
    public String digest(@Variable("user") Map<String, Object> user, @Variable("operation") String operation,
            @Variable("idempotency_key") String key) {
        return Digests.sha256Hex((user == null ? "open" : user.get("id")) + " " + operation + " " + key);
    }

    /** What is kept of the body, and of the row that the path names: the same whatever the order of its fields. */
    public String bodyDigest(@Body Map<String, Object> body, @Variable("id") Number id)
            throws JsonProcessingException {
        return Digests.sha256Hex((id == null ? "" : id + " ") + JSON.writeValueAsString(body));
    }

    /** What opens the answer; it is kept nowhere. */
    public String secret(@Body Map<String, Object> body, @Variable("idempotency_key") String key)
            throws JsonProcessingException {
        return key + " " + JSON.writeValueAsString(body);
    }

    /** The answer as it is kept. */
    public byte[] seal(Exchange exchange) throws JsonProcessingException {
        var message = exchange.getMessage();
        var answer = new HashMap<String, String>();
        message.getHeaders().forEach((name, value) -> answer.put(name, value.toString()));
        answer.remove(Exchange.HTTP_RESPONSE_CODE);
        answer.put(STATUS, message.getHeader(Exchange.HTTP_RESPONSE_CODE, String.class));
        answer.put(BODY, message.getBody(String.class));
        return encryptor(exchange).encrypt(JSON.writeValueAsBytes(answer));
    }

    /** Answers once more what was answered before, and says so in the header {@code Idempotent-Replayed}. */
    public void replay(Exchange exchange) throws IOException {
        var sealed = (byte[]) exchange.getVariable("claim", Map.class).get("answer");
        var answer = JSON.readValue(encryptor(exchange).decrypt(sealed), HEADERS);
        var message = exchange.getMessage();
        message.setBody(answer.remove(BODY));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, Integer.valueOf(answer.remove(STATUS)));
        message.setHeader(REPLAYED, "true");
        answer.forEach(message::setHeader);
    }

    private static BytesEncryptor encryptor(Exchange exchange) {
        return Encryptors.stronger(exchange.getVariable("request_secret", String.class),
                exchange.getVariable("request_digest", String.class));
    }
}
