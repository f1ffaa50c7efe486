-- As forget-jobs does it; the newest first: results are newer than their original, so that each is counted here and
-- none goes uncounted with it.
WITH some AS (
    SELECT id, user_id FROM images ORDER BY id DESC LIMIT 1000
), owners AS (
    SELECT id FROM users WHERE id IN (SELECT user_id FROM some) ORDER BY id FOR NO KEY UPDATE
), forgotten AS (
    DELETE FROM images USING some JOIN owners ON owners.id = some.user_id WHERE images.id = some.id
    RETURNING images.id
)
SELECT count(*) FROM forgotten
