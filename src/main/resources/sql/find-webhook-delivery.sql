-- A delivery of the user, or of anybody for an administrator
SELECT document::text FROM webhook_delivery_documents
 WHERE id = :#${variable.id}
   AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
