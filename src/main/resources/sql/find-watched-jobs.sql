-- What a stream of events watches: the jobs that it names; or those of a batch; or a user's jobs that are unfinished, those
-- that it has seen unfinished, and those that came since it looked last. Of these, the ones that have changed since.
WITH watched AS (
    SELECT id FROM unnest(:#${variable.stream.jobIds}::bigint[]) AS named (id)
     UNION
     SELECT job_id FROM batch_images
      WHERE batch_id = :#${variable.stream.batchId}::bigint AND job_id IS NOT NULL
     UNION
    (SELECT id FROM jobs
      WHERE :#${variable.stream.all}::boolean AND user_id = :#${variable.user[id]} AND status IN ('job queued', 'processing')
      ORDER BY id DESC
      LIMIT :#${variable.stream.limit})
     UNION
    (SELECT id FROM jobs
      WHERE :#${variable.stream.all}::boolean AND user_id = :#${variable.user[id]} AND id > :#${variable.stream.newest}::bigint
      ORDER BY id DESC
      LIMIT :#${variable.stream.limit})
), seen AS (
    SELECT jobs.id, jobs.updated_at
      FROM watched JOIN jobs USING (id)
     WHERE user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator'
), known AS (
    SELECT id, updated_at
      FROM unnest(:#${variable.stream.jobIds}::bigint[], :#${variable.stream.versions}::timestamptz[]) AS told (id, updated_at)
), changed AS (
    SELECT jobs.*
      FROM seen LEFT JOIN known USING (id) JOIN jobs USING (id)
     WHERE seen.updated_at IS DISTINCT FROM known.updated_at
)
SELECT json_build_object(
           'newest', COALESCE((SELECT max(id) FROM jobs WHERE user_id = :#${variable.user[id]}), 0),
           'ids', COALESCE((SELECT json_agg(id) FROM seen), '[]'),
           'jobs', COALESCE((
               SELECT json_agg(json_build_object(
                          'id', id, 'status', status, 'user_id', user_id, 'image_id', image_id, 'job_sequence', job_type,
                          'problem', problem,
                          'predictions', CASE WHEN status = 'completed' THEN (
                              SELECT document FROM results WHERE job_id = changed.id AND step = 'classify'
                               ORDER BY position LIMIT 1) END,
                          'created_at', created_at, 'updated_at', updated_at,
                          'started_at', started_at, 'finished_at', finished_at) ORDER BY id)
                 FROM changed), '[]'))::text
