-- A job that the user may see, with its results. What is too much for a list is put into the document here: what is in
-- results that are small documents, and, at its end, what a search found
SELECT left(whole::text, -1) || ', "result" : ' || COALESCE(result::text, 'null') || '}'
  FROM job_documents JOIN jobs USING (id)
       CROSS JOIN LATERAL (
           SELECT json_object_agg(key, CASE WHEN key = 'results' THEN with_documents ELSE value END) AS whole
             FROM json_each(document)
                  CROSS JOIN LATERAL (
                      SELECT COALESCE(json_agg((left(entry::text, -1) || ', "document" : '
                                                || COALESCE(results.document::text, 'null') || '}')::json
                                               ORDER BY position), '[]') AS with_documents
                        FROM json_array_elements(document -> 'results') AS entry
                             JOIN results ON results.job_id = jobs.id
                                             AND results.image_id = (entry ->> 'image_id')::bigint) AS rows) AS fields
 WHERE id = :#${variable.id}
   AND (jobs.user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
