UPDATE jobs
   SET resend_at = now() + make_interval(secs => :#${properties:darkroom.resend.unfinished-seconds}::integer)
 WHERE id = :#${variable.job_id}
