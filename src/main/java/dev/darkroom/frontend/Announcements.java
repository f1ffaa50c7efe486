package dev.darkroom.frontend;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.TooLarge;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.http.UnsupportedMediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Announced photographs: what may be announced, and whether the word that one has arrived fits it. */
public final class Announcements {

    /** The kinds of photographs that are taken, with the name of a file of that kind when the client gives none. */
    private static final Map<String, String> NAMES = Map.of("image/jpeg", "original.jpg", "image/png", "original.png");

    private final JobRequests jobRequests;
    private final long maxBytes;

    public Announcements(JobRequests jobRequests, long maxBytes) {
        this.jobRequests = jobRequests;
        this.maxBytes = maxBytes;
    }

    /**
     * Completes an announcement.
     *
     * @param request as {@code NewImage} of the contract has it
     * @param user    who announces it, for itself or, as an administrator, for anybody
     * @param named   the named sequences that there are
     * @return user_id, name, content_type, byte_size, sha256, job_sequence (an array of strings) and environment; those that
     *         may be missing are null
     * @throws UnsupportedMediaType when it is neither JPEG nor PNG
     * @throws TooLarge             when it has more bytes than {@code darkroom.limits.bytes}
     */
    public Map<String, Object> check(Map<String, Object> request, Map<String, Object> user,
            List<Map<String, Object>> named) {
        requireOwn(request, user);
        var contentType = ((String) request.getOrDefault("content_type", "image/jpeg")).toLowerCase(Locale.ROOT);
        if (!NAMES.containsKey(contentType)) {
            throw new UnsupportedMediaType(contentType + " is not developed here; send image/jpeg or image/png");
        }
        if (request.get("byte_size") instanceof Number bytes && bytes.longValue() > maxBytes) {
            throw new TooLarge("The photograph has " + bytes + " bytes; at most " + maxBytes + " are taken");
        }
        var image = new HashMap<String, Object>();
        image.put("user_id", request.getOrDefault("user_id", user.get("id")));
        image.put("name", request.getOrDefault("name", NAMES.get(contentType)));
        image.put("content_type", contentType);
        image.put("byte_size", request.get("byte_size"));
        image.put("sha256", request.get("sha256"));
        image.put("job_sequence", null);
        image.put("environment", request.getOrDefault("environment", ""));
        if (request.containsKey("job_sequence")) {
            var process = jobRequests.process(request.get("job_sequence"), (String) image.get("environment"), named);
            image.put("job_sequence", process.words().toArray(String[]::new));
            image.put("environment", process.environment());
        }
        return image;
    }

    /**
     * Holds a client's word that its upload is complete against the image.
     *
     * @throws Forbidden     when it names another user
     * @throws Unprocessable when it names another image's key
     */
    public void checkCompletion(Map<String, Object> request, Map<String, Object> image) {
        if (request.get("user_id") instanceof Number named
                && named.longValue() != ((Number) image.get("user_id")).longValue()) {
            throw new Forbidden("The user_id of image " + image.get("id") + " is " + image.get("user_id")
                    + "; leave it out, or send it as it is");
        }
        if (!image.get("s3_key").equals(request.get("s3_key"))) {
            throw new Unprocessable("The s3_key of image " + image.get("id") + " is " + image.get("s3_key"));
        }
    }

    static void requireOwn(Map<String, Object> request, Map<String, Object> user) {
        if (request.get("user_id") instanceof Number named && !Accounts.isAdministrator(user)
                && named.longValue() != ((Number) user.get("id")).longValue()) {
            throw new Forbidden("Your user_id is " + user.get("id") + "; leave it out, or send it as it is");
        }
    }
}
