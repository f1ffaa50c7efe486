-- No row when there is no such user. No second image for a request that is repeated because its answer was lost
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), made AS (
    SELECT resource_id AS id FROM before WHERE resource_id IS NOT NULL
), new AS (
    SELECT nextval(pg_get_serial_sequence('images', 'id')) AS id
      FROM users
     WHERE users.id = :#${variable.image[user_id]} AND NOT EXISTS (SELECT FROM made)
       FOR KEY SHARE OF users
), announced AS (
    INSERT INTO images (id, status, s3_key, user_id, content_type, byte_size, sha256, job_sequence, environment)
    SELECT id, 'created', 'images/' || id || '/' || :#${variable.image[name]}, :#${variable.image[user_id]},
           :#${variable.image[content_type]}, :#${variable.image[byte_size]}, :#${variable.image[sha256]},
           :#${variable.image[job_sequence]}, :#${variable.image[environment]}
      FROM new
    RETURNING id
), noted AS (
    UPDATE idempotent_requests SET resource_id = announced.id FROM announced
     WHERE digest = :#${variable.request_digest}
)
SELECT id FROM announced UNION ALL SELECT id FROM made
