-- An image that could not be stored goes; its place in the batch says why. Its user, whose counters change, is locked
-- first, as destructions do it: neither then waits for what the other has.
WITH owner AS (
    SELECT id FROM users WHERE id = (SELECT user_id FROM batches WHERE id = :#${variable.batch_id}) FOR NO KEY UPDATE
), place AS (
    UPDATE batch_images SET problem = :#${variable.problem}::jsonb
      FROM owner
     WHERE batch_id = :#${variable.batch_id} AND position = :#${variable.part.position}
    RETURNING image_id
)
DELETE FROM images USING place WHERE images.id = place.image_id
