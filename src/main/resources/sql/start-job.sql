-- A worker starts: the state before counts, so that a job that is finished stays finished. A job that was deleted is gone.
-- The row is locked first: its state is then the newest, also when a report came at the same moment.
WITH job AS (
    SELECT id, status, image_id, user_id FROM jobs WHERE id = :#${variable.id} FOR UPDATE
), started AS (
    UPDATE jobs
       SET status = 'processing', worker = :#${body[worker]}, started_at = COALESCE(started_at, now()), updated_at = now()
      FROM job
     WHERE jobs.id = job.id AND job.status IN ('job queued', 'processing')
    RETURNING jobs.status
)
SELECT :#${variable.id}::bigint AS id,
       COALESCE((SELECT status FROM started), (SELECT status FROM job), 'gone') AS status,
       (SELECT image_id FROM job) AS image_id, (SELECT user_id FROM job) AS user_id
