SELECT id, username, role
  FROM users
 WHERE authentication_token = :#${variable.token_digest}
