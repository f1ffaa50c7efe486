-- The newest results that were made of an original, with what is in them when they are small documents
SELECT COALESCE(json_agg(json_build_object(
           'image_id', id, 'step', type_name, 'image_type', type_name, 's3_key', s3_key, 'content_type', content_type,
           'byte_size', byte_size, 'document', document) ORDER BY id DESC), '[]')::text
  FROM (SELECT images.id, type_name, s3_key, content_type, byte_size,
               -- the same of each job that stored it, but for jobs of an older Darkroom
               (SELECT document FROM results WHERE image_id = images.id ORDER BY job_id DESC LIMIT 1) AS document
          FROM images JOIN image_types ON image_types.id = image_type_id
         WHERE original_id = :#${variable.id}
         ORDER BY images.id DESC
         LIMIT 100) AS newest
