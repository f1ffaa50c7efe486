-- With it go its photographs, results, jobs and tokens. There is always an administrator.
WITH administrators AS (
    SELECT id FROM users WHERE role = 'administrator' ORDER BY id FOR UPDATE
), destroyed AS (
    DELETE FROM users
     WHERE id = :#${variable.id}
       AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
       AND (role = 'user' OR (SELECT count(*) FROM administrators) > 1)
    RETURNING id
)
SELECT CASE WHEN EXISTS (SELECT FROM destroyed) THEN 'destroyed'
            WHEN (SELECT array_agg(id) FROM administrators) = ARRAY[:#${variable.id}::bigint] THEN 'last administrator'
            ELSE 'stale' END
