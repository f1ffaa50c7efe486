SELECT document::text FROM job_type_documents
 WHERE id = :#${variable.id} AND document ->> 'kind' = 'sequence'
