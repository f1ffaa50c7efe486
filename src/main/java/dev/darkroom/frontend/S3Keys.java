package dev.darkroom.frontend;

import java.util.List;
import org.apache.camel.Variable;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The keys of S3's answers, in the form that the database takes lists in. */
public final class S3Keys {

    /** Those that are deleted now, or were not there. */
    public String[] deleted(DeleteObjectsResponse answer) {
        return answer.deleted().stream().map(DeletedObject::key).toArray(String[]::new);
    }

    /** Those of a listing. */
    public String[] listed(List<S3Object> objects) {
        return objects.stream().map(S3Object::key).toArray(String[]::new);
    }

    /** The one of an original. */
    public String[] original(@Variable("s3_key") String key) {
        return new String[]{key};
    }
}
