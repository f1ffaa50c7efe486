-- An image that the user may see
SELECT json_build_object(
           'id', images.id, 'status', images.status, 'user_id', images.user_id, 'original_id', original_id,
           'image_type', type_name, 's3_key', s3_key, 'content_type', content_type, 'byte_size', byte_size,
           'sha256', sha256,
           'jobs', COALESCE((
               SELECT json_agg(json_build_object('id', jobs.id, 'status', jobs.status))
                 FROM (SELECT id, status FROM jobs WHERE jobs.image_id = images.id ORDER BY id DESC LIMIT 20) AS jobs),
               '[]'),
           'created_at', images.created_at, 'updated_at', images.updated_at)::text
  FROM images LEFT JOIN image_types ON image_types.id = image_type_id
 WHERE images.id = :#${variable.id}
   AND (images.user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
