-- Jobs that should have been sent, or finished, by now. Several front ends may look at once: each takes other rows,
-- and a row that was taken but not sent comes up again.
UPDATE jobs
   SET resend_at = now() + make_interval(secs => :#${properties:darkroom.resend.unsent-seconds}::integer)
 WHERE id IN (SELECT id FROM jobs
               WHERE status IN ('job queued', 'processing') AND resend_at <= now()
               ORDER BY resend_at
               LIMIT 100
               FOR UPDATE SKIP LOCKED)
RETURNING id
