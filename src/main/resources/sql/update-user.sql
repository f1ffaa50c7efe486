-- A new password ends every session but the one that changed it. There is always an administrator. A callback_url that
-- is set is in use, whatever it answered before.
WITH administrators AS (
    SELECT id FROM users WHERE role = 'administrator' AND :#${variable.request[role]} = 'user' ORDER BY id FOR UPDATE
), changed AS (
    UPDATE users
       SET username = COALESCE(:#${variable.request[username]}, username),
           email = COALESCE(:#${variable.request[email]}, email),
           role = COALESCE(:#${variable.request[role]}, role),
           callback_url = CASE WHEN :#${variable.sets_callback_url}::boolean THEN :#${variable.callback_url}
                               ELSE callback_url END,
           encrypted_password = COALESCE(:#${variable.encrypted_password}, encrypted_password),
           updated_at = now()
     WHERE id = :#${variable.id}
       AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
       AND (COALESCE(:#${variable.request[role]}, role) = role OR role = 'user'
            OR (SELECT count(*) FROM administrators) > 1)
    RETURNING id
), switched_on AS (
    DELETE FROM switched_off_urls USING changed WHERE user_id = changed.id AND url = :#${variable.callback_url}
), revoked AS (
    DELETE FROM tokens USING changed
     WHERE user_id = changed.id AND :#${variable.encrypted_password}::text IS NOT NULL
       AND tokens.id IS DISTINCT FROM :#${variable.user[token_id]}::bigint
)
SELECT CASE WHEN EXISTS (SELECT FROM changed) THEN 'changed'
            WHEN (SELECT array_agg(id) FROM administrators) = ARRAY[:#${variable.id}::bigint] THEN 'last administrator'
            ELSE 'stale' END
