-- No row when it has changed since the client read it
UPDATE job_types
   SET job_name = :#${variable.sequence[job_name]}, language = :#${variable.sequence[language]},
       description = :#${variable.sequence[description]}, job_sequence = :#${variable.sequence[job_sequence]},
       environment = :#${variable.sequence[environment]}, updated_at = now()
 WHERE id = :#${variable.id} AND job_sequence IS NOT NULL
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING id
