DELETE FROM tokens WHERE id = :#${variable.id} RETURNING id
