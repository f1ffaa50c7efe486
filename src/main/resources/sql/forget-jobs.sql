-- As forget-batches does it
WITH taken AS (
    SELECT id, user_id FROM jobs ORDER BY id LIMIT 1000
), owners AS (
    SELECT id FROM users WHERE id IN (SELECT user_id FROM taken) ORDER BY id FOR NO KEY UPDATE
), forgotten AS (
    DELETE FROM jobs USING taken JOIN owners ON owners.id = taken.user_id WHERE jobs.id = taken.id RETURNING jobs.id
)
SELECT count(*) FROM forgotten
