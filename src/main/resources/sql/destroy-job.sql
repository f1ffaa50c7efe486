-- As destroy-image does it
WITH owner AS (
    SELECT id FROM users WHERE id = (SELECT user_id FROM jobs WHERE id = :#${variable.id}) FOR NO KEY UPDATE
)
DELETE FROM jobs
 USING owner
 WHERE jobs.id = :#${variable.id} AND user_id = owner.id
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR jobs.updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING jobs.id
