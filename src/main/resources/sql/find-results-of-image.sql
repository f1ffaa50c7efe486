-- The newest results that were made of an original
SELECT COALESCE(json_agg(json_build_object(
           'image_id', id, 'step', type_name, 'image_type', type_name, 's3_key', s3_key, 'content_type', content_type,
           'byte_size', byte_size) ORDER BY id DESC), '[]')::text
  FROM (SELECT images.id, type_name, s3_key, content_type, byte_size
          FROM images JOIN image_types ON image_types.id = image_type_id
         WHERE original_id = :#${variable.id}
         ORDER BY images.id DESC
         LIMIT 100) AS newest
