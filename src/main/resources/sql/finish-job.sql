-- Records a report, once: status, results and counters in one statement. A job that completed stays so; one that was
-- given up may still complete. A job that was deleted is gone.
-- The row is locked first: its state is then the newest, also when another report came at the same moment.
WITH job AS (
    SELECT id, status FROM jobs WHERE id = :#${variable.id} FOR UPDATE
), report AS (
    SELECT :#${body[status]}::text AS status,
           :#${variable.report[results]}::jsonb AS results, :#${variable.report[problem]}::jsonb AS problem,
           :#${variable.report[result]}::jsonb AS result, :#${variable.report[timings_ms]}::json AS timings_ms,
           :#${body[worker]}::text AS worker
), finished AS (
    UPDATE jobs
       SET status = report.status, problem = report.problem, result = report.result, worker = report.worker,
           timings_ms = report.timings_ms, finished_at = now(), updated_at = now()
      FROM job, report
     WHERE jobs.id = job.id
       AND (job.status IN ('job queued', 'processing') OR (job.status = 'failed' AND report.status = 'completed'))
    RETURNING jobs.id, jobs.status, jobs.user_id, jobs.image_id
), listed AS (
    SELECT entry.position, entry.value ->> 'step' AS step, entry.value ->> 's3_key' AS s3_key,
           entry.value ->> 'content_type' AS content_type, (entry.value ->> 'byte_size')::bigint AS byte_size,
           finished.id AS job_id, finished.user_id, finished.image_id
      FROM finished, report, jsonb_array_elements(report.results) WITH ORDINALITY AS entry (value, position)
), types AS (
    INSERT INTO image_types (type_name)
    SELECT DISTINCT step FROM listed ORDER BY step
    ON CONFLICT (type_name) DO UPDATE SET type_name = EXCLUDED.type_name
    RETURNING id, type_name
), stored AS (
    INSERT INTO images (status, s3_key, image_type_id, user_id, original_id, content_type, byte_size)
    SELECT 'result stored', s3_key, types.id, user_id, image_id, content_type, byte_size
      FROM listed JOIN types ON type_name = step
     ORDER BY s3_key
    ON CONFLICT (s3_key) DO UPDATE SET byte_size = EXCLUDED.byte_size, updated_at = now()
    RETURNING id, s3_key
), recorded AS (
    INSERT INTO results (job_id, position, step, image_id)
    SELECT job_id, position, step, stored.id FROM listed JOIN stored USING (s3_key)
    ON CONFLICT (job_id, position) DO UPDATE SET step = EXCLUDED.step, image_id = EXCLUDED.image_id
)
SELECT :#${variable.id}::bigint AS id,
       COALESCE((SELECT status FROM finished), (SELECT status FROM job), 'gone') AS status
