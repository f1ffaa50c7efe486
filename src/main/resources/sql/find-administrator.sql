SELECT id FROM users WHERE role = 'administrator' LIMIT 1
