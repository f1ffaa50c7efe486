-- An image that could not be stored goes; its place in the batch says why.
WITH place AS (
    UPDATE batch_images SET problem = :#${variable.problem}::jsonb
     WHERE batch_id = :#${variable.batch_id} AND position = :#${variable.part.position}
    RETURNING image_id
), owner AS (
    SELECT users.id FROM users WHERE id = (SELECT user_id FROM batches WHERE id = :#${variable.batch_id}) FOR NO KEY UPDATE
)
DELETE FROM images USING place, owner WHERE images.id = place.image_id AND user_id = owner.id
