-- Records a report, once: status, results and counters in one statement. A job that has ended stays as it is, but for
-- one that was given up, which may still complete. A job that was deleted is gone; a report whose results are not of
-- this job's steps and image is refused.
-- The row is locked first: its state is then the newest, also when another report came at the same moment. Before it
-- its user, whose counters change, and its image are, as destructions lock them: neither then waits for what the other
-- has.
WITH owner AS (
    SELECT id FROM users WHERE id = (SELECT user_id FROM jobs WHERE id = :#${variable.id}) FOR NO KEY UPDATE
), original AS (
    SELECT images.id FROM images JOIN owner ON owner.id = user_id
     WHERE images.id = (SELECT image_id FROM jobs WHERE id = :#${variable.id}) FOR NO KEY UPDATE OF images
), job AS (
    SELECT jobs.id, status, given_up, user_id, image_id, image_url, job_type, started_at, timings_ms,
           regexp_replace(image_url, '[^/]*$', '') AS folder
      FROM jobs JOIN owner ON owner.id = user_id
     WHERE jobs.id = :#${variable.id} AND (image_id IS NULL OR image_id = (SELECT id FROM original)) FOR UPDATE OF jobs
), report AS (
    SELECT :#${body[status]}::text AS status,
           :#${variable.report[results]}::json AS results, :#${variable.report[problem]}::jsonb AS problem,
           :#${variable.report[result]}::jsonb AS result, :#${variable.report[timings_ms]}::json AS timings_ms,
           :#${body[worker]}::text AS worker
), listed AS (
    SELECT entry.position, entry.value ->> 'step' AS step, entry.value ->> 's3_key' AS s3_key,
           entry.value ->> 'content_type' AS content_type, (entry.value ->> 'byte_size')::bigint AS byte_size,
           entry.value -> 'document' AS document
      FROM report, json_array_elements(report.results) WITH ORDINALITY AS entry (value, position)
), foreign_results AS (
    SELECT FROM listed, job
     WHERE NOT step = ANY (job_type) OR NOT starts_with(s3_key, folder) OR s3_key = image_url
), timings AS (
    -- the worker's by its own clock; what was before its start, and what is neither its work nor before, by this one
    SELECT json_object_agg(part, ms ORDER BY place) AS timings_ms
      FROM (SELECT 0 AS place, 'queue' AS part, (timings_ms ->> 'queue')::bigint AS ms FROM job
             WHERE timings_ms ->> 'queue' IS NOT NULL
             UNION ALL
            SELECT CASE key WHEN 'total' THEN 2000 ELSE position END, key, value::bigint
              FROM report, json_each_text(timings_ms) WITH ORDINALITY AS entry (key, value, position)
             WHERE key NOT IN ('queue', 'report')
             UNION ALL
            SELECT 1000, 'report',
                   greatest(0, (extract(epoch FROM clock_timestamp() - job.started_at) * 1000)::bigint
                               - (report.timings_ms ->> 'total')::bigint)
              FROM job, report
             WHERE job.started_at IS NOT NULL AND report.timings_ms ->> 'total' IS NOT NULL) AS parts
), finished AS (
    UPDATE jobs
       SET status = report.status, problem = report.problem, result = report.result, worker = report.worker,
           timings_ms = timings.timings_ms, finished_at = now(), updated_at = now()
      FROM job, report, timings
     WHERE jobs.id = job.id
       AND (job.status IN ('job queued', 'processing') OR (job.given_up AND report.status = 'completed'))
       AND NOT EXISTS (SELECT FROM foreign_results)
    RETURNING jobs.id, jobs.status, jobs.user_id, jobs.image_id, jobs.timings_ms
), new_types AS (
    -- a step's first result ever; otherwise nothing is written, and reports do not wait for each other
    INSERT INTO image_types (type_name)
    SELECT DISTINCT step FROM listed, finished WHERE step NOT IN (SELECT type_name FROM image_types) ORDER BY step
    ON CONFLICT (type_name) DO UPDATE SET type_name = EXCLUDED.type_name
    RETURNING id, type_name
), types AS (
    SELECT id, type_name FROM new_types UNION SELECT id, type_name FROM image_types
), stored AS (
    INSERT INTO images (status, s3_key, image_type_id, user_id, original_id, content_type, byte_size)
    SELECT 'result stored', s3_key, types.id, user_id, image_id, content_type, byte_size
      FROM finished, listed JOIN types ON type_name = step
     ORDER BY s3_key
    ON CONFLICT (s3_key) DO UPDATE SET byte_size = EXCLUDED.byte_size, updated_at = now()
    RETURNING id, s3_key
), recorded AS (
    INSERT INTO results (job_id, position, step, image_id, document)
    SELECT finished.id, position, step, stored.id, document FROM finished, listed JOIN stored USING (s3_key)
    ON CONFLICT (job_id, position)
       DO UPDATE SET step = EXCLUDED.step, image_id = EXCLUDED.image_id, document = EXCLUDED.document
)
SELECT :#${variable.id}::bigint AS id,
       CASE WHEN EXISTS (SELECT FROM foreign_results) THEN 'refused'
            ELSE COALESCE((SELECT status FROM finished), (SELECT status FROM job), 'gone') END AS status,
       (SELECT image_id FROM job) AS image_id, (SELECT user_id FROM job) AS user_id,
       -- null, unless this is the report that counts
       (SELECT COALESCE(timings_ms, '{}')::text FROM finished) AS timings_ms
