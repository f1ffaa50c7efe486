-- No row when the user has gone meanwhile. For a request that is repeated because its answer was lost, the new token takes
-- the place of the one that nobody knows.
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), account AS (
    SELECT id FROM users WHERE id = :#${variable.sign_in[id]} FOR KEY SHARE
), renewed AS (
    UPDATE tokens SET digest = :#${variable.token_digest} FROM before, account
     WHERE tokens.id = resource_id AND user_id = account.id
    RETURNING tokens.id
), stored AS (
    INSERT INTO tokens (user_id, digest, name, expires_at)
    SELECT id, :#${variable.token_digest}, COALESCE(:#${variable.request[name]}, 'sign-in'),
           now() + make_interval(days => :#${properties:darkroom.token.days}::integer)
      FROM account
     WHERE NOT EXISTS (SELECT FROM renewed)
    RETURNING id
), noted AS (
    UPDATE idempotent_requests SET resource_id = stored.id FROM stored WHERE digest = :#${variable.request_digest}
)
SELECT id FROM stored UNION ALL SELECT id FROM renewed
