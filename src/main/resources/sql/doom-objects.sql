-- Objects that no row names: an upload whose image was destroyed meanwhile, results of a job that is gone. Only what
-- Darkroom itself could have put there, under an id that was given out: others may have objects in the bucket, too.
INSERT INTO doomed_objects (bucket, s3_key)
SELECT DISTINCT :#${variable.bucket}::text, s3_key
  FROM unnest(:#${variable.s3_keys}::text[]) AS listed (s3_key),
       LATERAL (SELECT substring(s3_key from '^images/([0-9]{1,18})/.')::bigint AS image_id,
                       substring(s3_key from '^queries/([0-9]{1,18})/.')::bigint AS user_id) AS folder
 WHERE (image_id <= (SELECT last_value FROM images_id_seq) OR user_id <= (SELECT last_value FROM users_id_seq))
   AND NOT EXISTS (SELECT FROM images
                    WHERE images.s3_key = listed.s3_key
                       OR (images.id = image_id AND :#${variable.bucket}::text = 'input'))
 ORDER BY s3_key
ON CONFLICT (bucket, s3_key) DO UPDATE SET due_at = now()
