WITH new AS (
    SELECT nextval(pg_get_serial_sequence('images', 'id')) AS id
)
INSERT INTO images (id, status, s3_key, user_id, content_type, byte_size, sha256, job_sequence, environment)
SELECT id, 'created', 'images/' || id || '/' || :#${variable.image[name]}, :#${variable.user[id]},
       :#${variable.image[content_type]}, :#${variable.image[byte_size]}, :#${variable.image[sha256]},
       :#${variable.image[job_sequence]}, :#${variable.image[environment]}
  FROM new
RETURNING id
