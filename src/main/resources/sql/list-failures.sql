-- The last jobs that failed, newest first
SELECT COALESCE(json_agg(failure ORDER BY failure.id DESC), '[]')::text
  FROM (SELECT jobs.id, user_id, username, image_id, job_type AS job_sequence, problem ->> 'title' AS title,
               problem ->> 'detail' AS detail, problem ->> 'step' AS step, worker, finished_at
          FROM jobs JOIN users ON users.id = user_id
         WHERE status = 'failed'
         ORDER BY jobs.id DESC
         LIMIT 20) AS failure
