SELECT id, username, role
  FROM users
 WHERE authentication_token = :#${bean:tokens?method=digest(${variable.token})}
