-- A new secret; the one before signs beside it for a while
UPDATE users
   SET webhook_secret_before = webhook_secret, webhook_secret = webhook_secret(), webhook_secret_rotated_at = now()
 WHERE id = :#${variable.id} AND (id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
RETURNING webhook_secret
