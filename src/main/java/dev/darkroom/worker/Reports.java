package dev.darkroom.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.transport.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What a worker reports to the front end, as {@code Report} of the contract has it. */
public final class Reports {

    /** Characters that the contract allows. */
    private static final int DETAIL = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String worker;
    private final long mostAnswerBytes;
    private final long mostDocumentBytes;

    /**
     * @param worker            the name under which this worker reports
     * @param mostAnswerBytes   how long a search's answer may be, as JSON; and all documents of a report together
     * @param mostDocumentBytes how long a result may be, as JSON, to be reported with its content
     */
    public Reports(String worker, long mostAnswerBytes, long mostDocumentBytes) {
        this.worker = worker;
        this.mostAnswerBytes = mostAnswerBytes;
        this.mostDocumentBytes = mostDocumentBytes;
    }

    /** Where the results of one run of a job are gathered, to be reported. */
    public Results gather(Job job) {
        return new Results(job, mostAnswerBytes, mostDocumentBytes);
    }

    /** The job starts. */
    public String processing() throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("status", "processing", "worker", worker));
    }

    /** The job is done. */
    public String completed(Results results) throws JsonProcessingException {
        return JSON.writeValueAsString(report("completed", results));
    }

    /** Why the job can never be done, as the front end and a client are told: title, detail and, if one failed, step. */
    public Map<String, Object> problem(Results results, Exception reason) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("title", title(results, reason));
        problem.put("detail", detail(results, reason));
        if (results.currentStep() != null) {
            problem.put("step", results.currentStep());
        }
        return problem;
    }

    /** The job can never be done, for that reason; what was stored before stays. */
    public String failed(Results results, Map<String, Object> problem) throws JsonProcessingException {
        var report = report("failed", results);
        report.put("problem", problem);
        return JSON.writeValueAsString(report);
    }

    private static String title(Results results, Exception reason) {
        if (isOfMemory(reason)) {
            return "The worker has too little memory";
        }
        return results.isQuery() ? "The query cannot be answered" : "The photograph cannot be developed";
    }

    /** Which says less of the job than of the worker, and of what else that had to do. */
    private static boolean isOfMemory(Exception reason) {
        return ObjectHelper.getException(OutOfMemoryError.class, reason) != null;
    }

    private static String detail(Results results, Exception reason) {
        if (ObjectHelper.getException(NoSuchKeyException.class, reason) != null) {
            return "The original is not in the bucket any more";
        }
        if (isOfMemory(reason)) {
            return "It takes more memory than this worker has";
        }
        return ObjectHelper.getException(InvalidPayloadException.class, reason) != null
                ? "The step " + results.currentStep() + " cannot work on what the step before it made"
                : said(unwrapped(reason));
    }

    /** Not all exceptions have a message, and some have more than a report may have. */
    private static String said(Throwable reason) {
        var message = Objects.requireNonNullElse(reason.getMessage(), reason.getClass().getSimpleName());
        return message.substring(0, Math.min(message.length(), DETAIL));
    }

    /** Without what Camel says of the bean that threw it, which is no news to a client. */
    private static Throwable unwrapped(Throwable reason) {
        return reason instanceof RuntimeCamelException && reason.getCause() != null
                ? unwrapped(reason.getCause())
                : reason;
    }

    private Map<String, Object> report(String status, Results results) {
        var report = new LinkedHashMap<String, Object>();
        report.put("status", status);
        report.put("worker", worker);
        report.put("timings_ms", results.getTimings());
        if (results.answer() != null) {
            report.put("result", results.answer());
        }
        report.put("results", entries(results.stored()));
        return report;
    }

    /** With their documents, as far as these fit; a search, whose answer is as long, has no results. */
    private List<Map<String, Object>> entries(List<Result> stored) {
        var entries = new ArrayList<Map<String, Object>>();
        var room = mostAnswerBytes;
        for (var result : stored) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("step", result.getStep());
            entry.put("s3_key", result.getS3Key());
            entry.put("content_type", result.getContentType());
            entry.put("byte_size", result.getByteSize());
            if (result.document() != null && result.getByteSize() <= room) {
                entry.put("document", result.document());
                room -= result.getByteSize();
            }
            entries.add(entry);
        }
        return entries;
    }
}
