-- A worker starts: the state before counts, so that a job that is finished stays finished. A job that was deleted is gone.
-- The row is locked first: its state is then the newest, also when a report came at the same moment.
-- How long it waited is counted up to this start, should it be another worker's second one: from when it was queued, which
-- is the last that happened to it before a first start.
WITH job AS (
    SELECT id, status, image_id, user_id FROM jobs WHERE id = :#${variable.id} FOR UPDATE
), started AS (
    UPDATE jobs
       SET status = 'processing', worker = :#${body[worker]}, started_at = now(), updated_at = now(),
           timings_ms = json_build_object('queue',
               COALESCE((timings_ms ->> 'queue')::bigint, 0)
               + (extract(epoch FROM now() - COALESCE(started_at, updated_at)) * 1000)::bigint)
      FROM job
     WHERE jobs.id = job.id AND job.status IN ('job queued', 'processing')
    RETURNING jobs.status
)
SELECT :#${variable.id}::bigint AS id,
       COALESCE((SELECT status FROM started), (SELECT status FROM job), 'gone') AS status,
       (SELECT image_id FROM job) AS image_id, (SELECT user_id FROM job) AS user_id
