-- A job that the user may see, with its results, and with what a search found, which would be too much for a list
SELECT (document::jsonb || jsonb_build_object('result', result))::text
  FROM job_documents JOIN jobs USING (id)
 WHERE id = :#${variable.id}
   AND (jobs.user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
