-- No row when it has changed since the client read it
UPDATE job_types
   SET job_name = COALESCE(:#${variable.request[job_name]}, job_name),
       language = COALESCE(:#${variable.request[language]}, language),
       updated_at = now()
 WHERE id = :#${variable.id}
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING id
