-- How many batches went, a thousand at most: one whose photographs are still being read takes no more. Their users are
-- locked first, as destructions do it: neither then waits for what the other has.
WITH taken AS (
    SELECT id, user_id FROM batches ORDER BY id LIMIT 1000
), owners AS (
    SELECT id FROM users WHERE id IN (SELECT user_id FROM taken) ORDER BY id FOR NO KEY UPDATE
), forgotten AS (
    DELETE FROM batches USING taken JOIN owners ON owners.id = taken.user_id WHERE batches.id = taken.id
    RETURNING batches.id
)
SELECT count(*) FROM forgotten
