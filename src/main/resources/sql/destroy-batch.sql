-- With it go its images, their jobs and their results. No row when it has changed since the client read it. Its user,
-- whose counters change, is locked first, as the user's own destruction does it: neither then waits for what the other has.
WITH owner AS (
    SELECT id FROM users WHERE id = (SELECT user_id FROM batches WHERE id = :#${variable.id}) FOR NO KEY UPDATE
), batch AS (
    SELECT batches.id FROM batches JOIN owner ON owner.id = user_id
     WHERE batches.id = :#${variable.id}
       AND (:#${variable.if_match}::timestamptz[] IS NULL
            OR batches.updated_at = ANY (:#${variable.if_match}::timestamptz[]))
       FOR UPDATE OF batches
), emptied AS (
    DELETE FROM images WHERE id IN (SELECT image_id FROM batch_images JOIN batch ON batch.id = batch_id)
)
DELETE FROM batches USING batch WHERE batches.id = batch.id
RETURNING batches.id
