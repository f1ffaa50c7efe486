-- Announced originals that may be there by now though nobody said so: an event of S3 can be lost. The older the announcement,
-- the later it is looked for again, but each hour. Several front ends may look at once: each takes other rows.
UPDATE images
   SET look_at = now() + least(greatest(make_interval(secs => :#${properties:darkroom.upload.look-seconds}::integer),
                                        now() - created_at), interval '1 hour')
 WHERE id IN (SELECT id FROM images
               WHERE status = 'created'
                 AND created_at <= now() - make_interval(secs => :#${properties:darkroom.upload.look-seconds}::integer)
                 AND (look_at IS NULL OR look_at <= now())
               ORDER BY created_at
               LIMIT 100
               FOR NO KEY UPDATE SKIP LOCKED)
RETURNING s3_key
