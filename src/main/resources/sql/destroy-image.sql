-- No row when it has changed since the client read it. Its user, whose counters change, is locked first, as the user's
-- own destruction does it: neither then waits for what the other has.
WITH owner AS (
    SELECT id FROM users WHERE id = (SELECT user_id FROM images WHERE id = :#${variable.id}) FOR NO KEY UPDATE
)
DELETE FROM images
 USING owner
 WHERE images.id = :#${variable.id} AND user_id = owner.id
   AND (:#${variable.if_match}::timestamptz[] IS NULL
        OR images.updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING images.id
