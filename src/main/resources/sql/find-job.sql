-- A job that the user may see, with its results
SELECT document::text FROM job_documents
 WHERE id = :#${variable.id}
   AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
