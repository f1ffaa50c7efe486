-- A job that the user may see, with its results
SELECT json_build_object(
           'id', jobs.id, 'status', jobs.status, 'user_id', jobs.user_id, 'image_id', jobs.image_id,
           'job_sequence', jobs.job_type, 'environment', jobs.environment, 'problem', jobs.problem,
           'worker', jobs.worker, 'timings_ms', jobs.timings_ms, 'created_at', jobs.created_at,
           'updated_at', jobs.updated_at, 'started_at', jobs.started_at, 'finished_at', jobs.finished_at,
           'results', COALESCE((
               SELECT json_agg(json_build_object(
                          'image_id', images.id, 'step', results.step, 'image_type', type_name, 's3_key', s3_key,
                          'content_type', content_type, 'byte_size', byte_size) ORDER BY position)
                 FROM results JOIN images ON images.id = results.image_id
                              JOIN image_types ON image_types.id = images.image_type_id
                WHERE results.job_id = jobs.id), '[]'))::text
  FROM jobs
 WHERE jobs.id = :#${variable.id}
   AND (jobs.user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
