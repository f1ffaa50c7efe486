-- What a stream of events watches: the jobs that it names, or a user's jobs that are unfinished, those that it has seen
-- unfinished, and those that came since it looked last.
WITH watched AS (
    SELECT id FROM unnest(:#${variable.stream.jobIds}::bigint[]) AS named (id)
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
)
SELECT json_build_object(
           'newest', COALESCE((SELECT max(id) FROM jobs WHERE user_id = :#${variable.user[id]}), 0),
           'jobs', COALESCE(
               json_agg(json_build_object(
                            'id', id, 'status', status, 'user_id', user_id, 'image_id', image_id, 'job_sequence', job_type,
                            'problem', problem, 'created_at', created_at, 'updated_at', updated_at,
                            'started_at', started_at, 'finished_at', finished_at) ORDER BY id), '[]'))::text
  FROM watched JOIN jobs USING (id)
 WHERE user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator'
