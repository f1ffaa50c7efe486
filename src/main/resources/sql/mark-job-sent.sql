-- When it is still unfinished then, it is sent again; the older it is, the later, so that a long queue does not fill
-- with second messages.
UPDATE jobs
   SET resend_at = now() + greatest(make_interval(secs => :#${properties:darkroom.resend.unfinished-seconds}::integer),
                                    now() - created_at)
 WHERE id = :#${variable.job_id}
