-- As forget-batches does it, the newest first: results are newer than their original, so that each is counted here and
-- none goes uncounted with it.
WITH taken AS (
    SELECT id, user_id FROM images ORDER BY id DESC LIMIT 1000
), owners AS (
    SELECT id FROM users WHERE id IN (SELECT user_id FROM taken) ORDER BY id FOR NO KEY UPDATE
), forgotten AS (
    DELETE FROM images USING taken JOIN owners ON owners.id = taken.user_id WHERE images.id = taken.id
    RETURNING images.id
)
SELECT count(*) FROM forgotten
