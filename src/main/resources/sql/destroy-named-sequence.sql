-- No row when it has changed since the client read it
DELETE FROM job_types
 WHERE id = :#${variable.id} AND job_sequence IS NOT NULL
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING id
