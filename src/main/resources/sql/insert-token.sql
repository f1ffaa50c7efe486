INSERT INTO tokens (user_id, digest, name, expires_at)
VALUES (:#${variable.sign_in[id]}, :#${variable.token_digest}, COALESCE(:#${variable.request[name]}, 'sign-in'),
        now() + make_interval(days => :#${properties:darkroom.token.days}::integer))
RETURNING id
