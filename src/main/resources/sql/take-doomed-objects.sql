-- Several front ends may look at once: each takes other rows, and what was taken but not deleted comes up again.
UPDATE doomed_objects
   SET lease = :#${variable.lease}, due_at = now() + make_interval(secs => :#${properties:darkroom.delete.lease-seconds}::integer)
 WHERE (bucket, s3_key) IN (SELECT bucket, s3_key FROM doomed_objects
                             WHERE bucket = :#${variable.bucket} AND due_at <= now()
                             ORDER BY due_at
                             LIMIT 1000
                             FOR UPDATE SKIP LOCKED)
