-- An image that the user may see
SELECT document::text FROM image_documents
 WHERE id = :#${variable.id}
   AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
