-- A batch that the user may see, with its images in their order
SELECT left(document::text, -1) || ', "images" : ' || COALESCE((
           SELECT json_agg(json_strip_nulls(json_build_object(
                      'id', place.image_id, 'name', place.name, 'status', place.status, 'job_id', place.job_id,
                      'predictions', CASE WHEN place.status = 'completed' THEN (
                          SELECT results.document FROM results
                           WHERE results.job_id = place.job_id AND step = 'classify' ORDER BY results.position LIMIT 1) END,
                      'problem', place.problem, 'image_status', images.status, 's3_key', images.s3_key,
                      'content_type', images.content_type, 'byte_size', images.byte_size, 'sha256', images.sha256))
                      ORDER BY place.position)
             FROM batch_places AS place LEFT JOIN images ON images.id = place.image_id
            WHERE place.batch_id = batch_documents.id), '[]')::text || '}'
  FROM batch_documents
 WHERE id = :#${variable.id}
   AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
