-- What a worker has to know of an unfinished job
SELECT json_build_object(
           'job_id', id, 'user_id', user_id, 'image_id', image_id, 's3_key', image_url, 'job_sequence', job_type,
           'environment', environment)::text
  FROM jobs
 WHERE id = :#${variable.job_id} AND status IN ('job queued', 'processing')
