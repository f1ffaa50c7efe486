-- No second job for a request that is repeated because its answer was lost; no row when there is no such user.
-- What the query finds is fixed now, by the newest image of the type and by the time. The key, to which the steps are put in
-- front, has a digest of the query and of the job: what an equal query of another job finds need not be the same, for
-- images may have been destroyed meanwhile.
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), made AS (
    SELECT resource_id AS id FROM before WHERE resource_id IS NOT NULL
), owner AS (
    SELECT id FROM users WHERE id = :#${variable.job[user_id]} FOR NO KEY UPDATE
), newest AS (
    SELECT COALESCE(max(id), 0) AS id FROM images
     WHERE image_type_id = (SELECT id FROM image_types WHERE type_name = :#${variable.job[source]})
), numbered AS (
    SELECT nextval(pg_get_serial_sequence('jobs', 'id')) AS id FROM owner WHERE NOT EXISTS (SELECT FROM made)
), stored AS (
    INSERT INTO jobs (id, status, environment, image_url, job_type, user_id, horizon, callback_url, resend_at)
    SELECT numbered.id, 'job queued', :#${variable.job[environment]},
           'queries/' || owner.id || '/'
               || to_char(now() AT TIME ZONE :#${properties:darkroom.time-zone}, 'YYYY-MM-DD') || '-'
               || left(encode(sha256(convert_to(concat_ws(' ', :#${variable.job[query]}::text, numbered.id), 'UTF8')),
                              'hex'), 16),
           :#${variable.job[job_sequence]}, owner.id, newest.id, :#${variable.callback_url},
           now() + make_interval(secs => :#${properties:darkroom.resend.unsent-seconds}::integer)
      FROM owner, newest, numbered
    RETURNING id
), noted AS (
    UPDATE idempotent_requests SET resource_id = stored.id FROM stored WHERE digest = :#${variable.request_digest}
)
SELECT id FROM stored UNION ALL SELECT id FROM made
