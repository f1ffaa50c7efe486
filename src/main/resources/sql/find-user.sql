-- A user that the caller may see: itself, or any for an administrator
SELECT document::text FROM user_documents
 WHERE id = :#${variable.id}
   AND (id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
