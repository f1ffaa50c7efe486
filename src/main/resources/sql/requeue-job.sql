-- No row when it has changed since the client read it. What it said of its failure is gone, its results stay until it
-- reports again.
UPDATE jobs
   SET status = 'job queued', given_up = false, problem = NULL, started_at = NULL, finished_at = NULL, timings_ms = NULL,
       worker = NULL, resend_at = now() + make_interval(secs => :#${properties:darkroom.resend.unsent-seconds}::integer),
       updated_at = now()
 WHERE id = :#${variable.id} AND status = 'failed'
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING id
