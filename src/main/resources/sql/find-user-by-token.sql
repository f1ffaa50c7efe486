-- When a token was last used is noted once a minute, not with every request
WITH used AS (
    UPDATE tokens SET last_used_at = now()
     WHERE digest = :#${variable.token_digest} AND expires_at > now()
       AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
)
SELECT users.id, username, role, tokens.id AS token_id
  FROM tokens JOIN users ON users.id = user_id
 WHERE digest = :#${variable.token_digest} AND expires_at > now()
