-- The next image of a batch whose request is being read; one that is not taken (variable part has a problem) gets its place
-- and no row of images. No row when the batch takes no more: it was destroyed, or closed because nothing came for too long.
WITH owner AS (
    -- whose counters change; locked first, as destructions do it: neither then waits for what the other has
    SELECT id FROM users WHERE id = (SELECT user_id FROM batches WHERE id = :#${variable.batch_id}) FOR NO KEY UPDATE
), batch AS (
    UPDATE batches SET updated_at = now() FROM owner
     WHERE batches.id = :#${variable.batch_id} AND user_id = owner.id AND size IS NULL
    RETURNING batches.id, user_id, job_sequence, environment
), part AS (
    SELECT batch.id AS batch_id, :#${variable.part.problem}::jsonb AS problem,
           CASE WHEN :#${variable.part.problem}::jsonb IS NULL
                THEN nextval(pg_get_serial_sequence('images', 'id')) END AS image_id
      FROM batch
), stored AS (
    INSERT INTO images (id, status, s3_key, user_id, content_type, byte_size, job_sequence, environment)
    SELECT image_id, 'created', 'images/' || image_id || '/' || :#${variable.part.fileName}, user_id,
           :#${variable.part.contentType}, :#${variable.part.byteSize}, job_sequence, environment
      FROM batch, part
     WHERE image_id IS NOT NULL
), placed AS (
    INSERT INTO batch_images (batch_id, position, name, image_id, problem)
    SELECT batch_id, :#${variable.part.position}, :#${variable.part.name}, image_id, problem FROM part
)
SELECT image_id AS id, 'images/' || image_id || '/' || :#${variable.part.fileName}::text AS s3_key FROM part
