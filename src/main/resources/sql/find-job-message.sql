-- What a worker has to know of an unfinished job. None while objects of its image, or of its user's queries, are being deleted, which it would
-- store again: resend-unsent-jobs sends it then.
SELECT json_build_object(
           'job_id', id, 'user_id', user_id, 'image_id', image_id, 's3_key', image_url, 'job_sequence', job_type,
           'environment', environment)::text
  FROM jobs
 WHERE id = :#${variable.job_id} AND status IN ('job queued', 'processing')
   AND NOT EXISTS (SELECT FROM doomed_objects WHERE doomed_objects.image_id = jobs.image_id AND lease IS NOT NULL)
   AND NOT (image_id IS NULL AND EXISTS (
           SELECT FROM doomed_objects WHERE doomed_objects.user_id = jobs.user_id AND lease IS NOT NULL))
