INSERT INTO users (username, email, encrypted_password, role)
SELECT :#${properties:darkroom.administrator.username}, :#${properties:darkroom.administrator.email},
       :#${variable.encrypted_password}, 'administrator'
 WHERE NOT EXISTS (SELECT FROM users WHERE role = 'administrator')
ON CONFLICT DO NOTHING
