-- A batch with the images that are announced with it: none, and no size, when they are still to come. No row when there
-- is no such user. No second batch for a request that is repeated because its answer was lost
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), made AS (
    SELECT resource_id AS id FROM before WHERE resource_id IS NOT NULL
), owner AS (
    -- whose counters change; locked first, as destructions do it: neither then waits for what the other has
    SELECT id FROM users WHERE id = :#${variable.batch[user_id]} AND NOT EXISTS (SELECT FROM made) FOR NO KEY UPDATE
), stored AS (
    INSERT INTO batches (user_id, status, size, job_sequence, environment, ends_at)
    SELECT id, 'processing', :#${variable.batch[size]}::integer, :#${variable.batch[job_sequence]},
           :#${variable.batch[environment]},
           now() + make_interval(secs => :#${properties:darkroom.batch.seconds}::integer)
      FROM owner
    RETURNING id, user_id, job_sequence, environment
), listed AS (
    SELECT nextval(pg_get_serial_sequence('images', 'id')) AS id, entry.position, entry.value
      FROM stored, jsonb_array_elements(:#${variable.batch[images]}::jsonb) WITH ORDINALITY AS entry (value, position)
), announced AS (
    INSERT INTO images (id, status, s3_key, user_id, content_type, byte_size, sha256, job_sequence, environment)
    SELECT listed.id, 'created', 'images/' || listed.id || '/' || (value ->> 'file'), user_id, value ->> 'content_type',
           (value ->> 'byte_size')::bigint, value ->> 'sha256', job_sequence, environment
      FROM stored, listed
), placed AS (
    INSERT INTO batch_images (batch_id, position, name, image_id)
    SELECT stored.id, position, value ->> 'name', listed.id FROM stored, listed
), noted AS (
    UPDATE idempotent_requests SET resource_id = stored.id FROM stored WHERE digest = :#${variable.request_digest}
)
SELECT id FROM stored UNION ALL SELECT id FROM made
