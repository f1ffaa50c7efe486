-- No row when the username or the e-mail is taken
INSERT INTO users (username, email, encrypted_password, authentication_token)
VALUES (:#${body[username]}, :#${body[email]}, :#${variable.encrypted_password}, :#${variable.token_digest})
ON CONFLICT DO NOTHING
RETURNING id
