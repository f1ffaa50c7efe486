-- No second job for a request that is repeated because its answer was lost; no row when the image has gone
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), made AS (
    SELECT resource_id AS id FROM before WHERE resource_id IS NOT NULL
), owner AS (
    -- whose counters change; locked first, and then the image, as destructions do it: neither waits for what the other has
    SELECT id FROM users
     WHERE id = (SELECT user_id FROM images WHERE id = :#${variable.job[image_id]}) FOR NO KEY UPDATE
), original AS (
    SELECT images.id, user_id, s3_key FROM images JOIN owner ON owner.id = user_id
     WHERE images.id = :#${variable.job[image_id]} FOR KEY SHARE OF images
), stored AS (
    INSERT INTO jobs (status, environment, image_url, job_type, user_id, image_id, callback_url,
                      resend_at)
    SELECT 'job queued', :#${variable.job[environment]}, s3_key, :#${variable.job[job_sequence]}, user_id, id,
           :#${variable.callback_url},
           now() + make_interval(secs => :#${properties:darkroom.resend.unsent-seconds}::integer)
      FROM original
     WHERE NOT EXISTS (SELECT FROM made)
    RETURNING id
), noted AS (
    UPDATE idempotent_requests SET resource_id = stored.id FROM stored WHERE digest = :#${variable.request_digest}
)
SELECT id FROM stored UNION ALL SELECT id FROM made
