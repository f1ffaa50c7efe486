-- A user with its first token. No row when the username or the e-mail is taken. A request that is repeated because its
-- answer was lost finds the user that it made, whose new token takes the place of the one that nobody knows.
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), made AS (
    SELECT users.id FROM users JOIN before ON users.id = resource_id FOR KEY SHARE OF users
), registered AS (
    INSERT INTO users (username, email, encrypted_password, role)
    SELECT :#${variable.request[username]}, :#${variable.request[email]}, :#${variable.encrypted_password},
           :#${variable.role}
     WHERE NOT EXISTS (SELECT FROM made)
    ON CONFLICT DO NOTHING
    RETURNING id
), noted AS (
    UPDATE idempotent_requests SET resource_id = registered.id FROM registered
     WHERE digest = :#${variable.request_digest}
), forgotten AS (
    SELECT min(tokens.id) AS id FROM tokens JOIN made ON made.id = user_id WHERE name = 'registration'
), renewed AS (
    UPDATE tokens SET digest = :#${variable.token_digest} FROM forgotten WHERE tokens.id = forgotten.id
    RETURNING user_id
), signed_in AS (
    INSERT INTO tokens (user_id, digest, name, expires_at)
    SELECT id, :#${variable.token_digest}, 'registration',
           now() + make_interval(days => :#${properties:darkroom.token.days}::integer)
      FROM (SELECT id FROM registered UNION ALL SELECT id FROM made) AS account
     WHERE NOT EXISTS (SELECT FROM renewed)
    RETURNING user_id
)
SELECT user_id FROM signed_in UNION ALL SELECT user_id FROM renewed
