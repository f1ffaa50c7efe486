-- The keys that were taken and not spared, folders apart
SELECT json_build_object(
           'objects', COALESCE(json_agg(s3_key) FILTER (WHERE s3_key NOT LIKE '%/'), '[]'),
           'folders', COALESCE(json_agg(s3_key) FILTER (WHERE s3_key LIKE '%/'), '[]'))::text
  FROM doomed_objects
 WHERE lease = :#${variable.lease}
