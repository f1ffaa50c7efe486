-- A job that the user may see, with its results. What a search found, too much for a list, is put at the document's end
SELECT left(document::text, -1) || ', "result" : ' || COALESCE(result::text, 'null') || '}'
  FROM job_documents JOIN jobs USING (id)
 WHERE id = :#${variable.id}
   AND (jobs.user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
