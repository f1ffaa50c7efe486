package dev.darkroom.frontend.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.frontend.Announcements;
import dev.darkroom.frontend.JobRequests;
import dev.darkroom.http.Problem;
import dev.darkroom.http.Unprocessable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Batches as clients ask for them, held against the steps that there are and the limits. */
public final class BatchRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMAGES = "images";
    private static final String NAME = "name";
    /** As the contract has it, which nobody holds the fields of a form against. */
    private static final int ENVIRONMENT_LENGTH = 4_000;
    private static final Set<String> FIELDS = Set.of("job_sequence", "environment", "form_token");

    private final Announcements announcements;
    private final JobRequests jobRequests;
    private final List<String> usual;
    private final int maxImages;

    /**
     * @param usual     what is done with a batch that does not say it: {@code darkroom.batch.job-sequence}
     * @param maxImages how many images a batch has at most: {@code darkroom.batch.images}
     */
    public BatchRequests(Announcements announcements, JobRequests jobRequests, List<String> usual, int maxImages) {
        this.announcements = announcements;
        this.jobRequests = jobRequests;
        this.usual = usual;
        this.maxImages = maxImages;
    }

    /**
     * Completes a batch whose images are announced.
     *
     * @param request as {@code NewBatch} of the contract has it
     * @param named   the named sequences that there are
     * @return user_id, size, job_sequence (an array of strings), environment, and images, an array in JSON of name, file
     *         (how the key ends), content_type, byte_size and sha256
     * @throws Unprocessable when it cannot be done, with the reason, and of an image which one it is
     */
    public Map<String, Object> announced(Map<String, Object> request, Map<String, Object> user,
            List<Map<String, Object>> named) throws JsonProcessingException {
        var batch = batch(request.getOrDefault("job_sequence", usual), (String) request.getOrDefault("environment", ""),
                user, named);
        var asked = (List<?>) request.get(IMAGES);
        if (asked.size() > maxImages) {
            throw new Unprocessable("A batch has at most " + maxImages + " images, these are " + asked.size());
        }
        var images = new ArrayList<Map<String, Object>>();
        for (var image : asked) {
            images.add(image((Map<?, ?>) image, images.size(), user));
        }
        batch.put("size", images.size());
        batch.put(IMAGES, JSON.writeValueAsString(images));
        return batch;
    }

    /**
     * Completes a batch whose images are still to come, in a form.
     *
     * @param fields what the form says beside them: job_sequence, its steps separated by commas, and environment
     * @return as {@link #announced} answers it, with no images and no size
     */
    public Map<String, Object> uploaded(Map<String, String> fields, Map<String, Object> user,
            List<Map<String, Object>> named) {
        var unknown = new HashSet<>(fields.keySet());
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new Unprocessable(
                    "A form has job_sequence, environment and files, but no " + String.join(", ", unknown));
        }
        var environment = fields.getOrDefault("environment", "");
        if (environment.length() > ENVIRONMENT_LENGTH) {
            throw new Unprocessable("An environment has at most " + ENVIRONMENT_LENGTH + " characters");
        }
        var words = fields.getOrDefault("job_sequence", "").isBlank()
                ? usual
                : Arrays.stream(fields.get("job_sequence").split(",", -1)).map(String::strip).toList();
        var batch = batch(words, environment, user, named);
        batch.put("size", null);
        batch.put(IMAGES, "[]");
        return batch;
    }

    private Map<String, Object> batch(Object words, String environment, Map<String, Object> user,
            List<Map<String, Object>> named) {
        var process = jobRequests.process(words, environment, named);
        var batch = new HashMap<String, Object>();
        batch.put("user_id", user.get("id"));
        batch.put("job_sequence", process.words().toArray(String[]::new));
        batch.put("environment", process.environment());
        return batch;
    }

    private Map<String, Object> image(Map<?, ?> asked, int index, Map<String, Object> user) {
        var announcement = new HashMap<String, Object>();
        asked.forEach((key, value) -> announcement.put((String) key, value));
        var name = (String) announcement.remove(NAME);
        try {
            var image = announcements.check(announcement, user, List.of());
            var file = Names.ofFile(name, (String) image.get("content_type"));
            image.put("file", file);
            image.put(NAME, Names.shown(name));
            return image;
        } catch (Problem e) {
            throw new Unprocessable("images[" + index + "], " + name + ": " + e.getMessage());
        }
    }
}
