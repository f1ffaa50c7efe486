-- Images whose upload nobody expects any more. One that is just being stored, or destroyed, is not waited for: it comes up
-- the next time, if at all.
WITH late AS (
    SELECT id FROM images
     WHERE status = 'created'
       AND created_at < now() - make_interval(hours => :#${properties:darkroom.upload.expire-hours}::integer)
       FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE images SET status = 'expired', updated_at = now() FROM late WHERE images.id = late.id
