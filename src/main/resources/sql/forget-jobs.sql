-- How many jobs went, a thousand at most. Their users, whose counters change, are locked first, as destructions do it:
-- neither then waits for what the other has.
WITH some AS (
    SELECT id, user_id FROM jobs ORDER BY id LIMIT 1000
), owners AS (
    SELECT id FROM users WHERE id IN (SELECT user_id FROM some) ORDER BY id FOR NO KEY UPDATE
), forgotten AS (
    DELETE FROM jobs USING some JOIN owners ON owners.id = some.user_id WHERE jobs.id = some.id RETURNING jobs.id
)
SELECT count(*) FROM forgotten
