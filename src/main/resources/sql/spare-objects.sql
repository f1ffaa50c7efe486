-- Of what was taken: what a row names again stays; what an unfinished job may be storing again waits for the job's end.
-- This is looked at after the lease is in force, because from then on no job is sent that could store it
-- (find-job-message).
WITH named AS (
    DELETE FROM doomed_objects USING images
     WHERE lease = :#${variable.lease} AND images.s3_key = doomed_objects.s3_key
       AND bucket = CASE images.status WHEN 'result stored' THEN 'output' ELSE 'input' END
)
UPDATE doomed_objects
   SET lease = NULL
 WHERE lease = :#${variable.lease}
   AND NOT EXISTS (SELECT FROM images WHERE images.s3_key = doomed_objects.s3_key)
   AND (EXISTS (SELECT FROM jobs
                 WHERE jobs.image_id = doomed_objects.image_id AND status IN ('job queued', 'processing'))
        OR EXISTS (SELECT FROM jobs
                    WHERE jobs.image_id IS NULL AND jobs.user_id = doomed_objects.user_id
                      AND status IN ('job queued', 'processing')))
