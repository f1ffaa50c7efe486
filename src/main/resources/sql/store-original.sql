-- Notes that an original has arrived, and stores the job that its announcement asked for. No row when no image has this
-- key; one without an image_id when another completion came first.
WITH owner AS (
    -- whose counters change; locked first, as destructions do it: neither then waits for what the other has
    SELECT id FROM users WHERE id = (SELECT user_id FROM images WHERE s3_key = :#${variable.s3_key}) FOR NO KEY UPDATE
), stored AS (
    UPDATE images
       SET status = 'original stored', byte_size = :#${variable.byte_size}, updated_at = now()
      FROM owner
     WHERE s3_key = :#${variable.s3_key} AND user_id = owner.id AND status IN ('created', 'expired')
    RETURNING images.id, user_id, s3_key, job_sequence, environment
), queued AS (
    INSERT INTO jobs (status, environment, image_url, job_type, user_id, image_id, resend_at)
    SELECT 'job queued', environment, s3_key, job_sequence, user_id, id,
           now() + make_interval(secs => :#${properties:darkroom.resend.unsent-seconds}::integer)
      FROM stored
     WHERE job_sequence IS NOT NULL
    RETURNING id
), placed AS (
    UPDATE batch_images SET job_id = queued.id FROM stored, queued
     WHERE batch_images.image_id = stored.id AND job_id IS NULL
    RETURNING batch_id
), reopened AS (
    -- its time was over before this one came
    UPDATE batches
       SET status = 'processing', finished_at = NULL, updated_at = now(),
           ends_at = now() + make_interval(secs => :#${properties:darkroom.batch.seconds}::integer)
      FROM placed
     WHERE batches.id = batch_id AND status = 'completed'
)
SELECT stored.id AS image_id, queued.id AS job_id, owner.id AS user_id
  FROM owner LEFT JOIN stored ON true LEFT JOIN queued ON true
