-- The secret of a user whom the caller may act for
SELECT webhook_secret
  FROM users
 WHERE id = :#${variable.id} AND (id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
