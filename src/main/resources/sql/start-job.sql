-- A worker starts: the state before counts, so that a job that is finished stays finished. No row when there is no such job.
WITH started AS (
    UPDATE jobs
       SET status = 'processing', worker = :#${body[worker]}, started_at = COALESCE(started_at, now()), updated_at = now()
     WHERE id = :#${variable.id} AND status IN ('job queued', 'processing')
    RETURNING id, status
)
SELECT id, status FROM started
UNION ALL
SELECT id, status FROM jobs WHERE id = :#${variable.id} AND NOT EXISTS (SELECT FROM started)
