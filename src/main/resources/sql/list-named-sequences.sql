-- Few: administrators name them
SELECT COALESCE(json_agg(json_build_object('name', job_name, 'steps', job_sequence, 'environment', environment,
                                           'description', description, 'language', language)
                         ORDER BY job_name), '[]')::text
  FROM job_types
 WHERE job_sequence IS NOT NULL
