-- What refers to a row: most of it goes with the row, or keeps it from being destroyed
SELECT json_build_object(
           'images', CASE :#${variable.visit.rowClass.path}
                         WHEN 'users' THEN (SELECT count(*) FROM images WHERE user_id = :#${variable.visit.id})
                         WHEN 'images' THEN (SELECT count(*) FROM images WHERE original_id = :#${variable.visit.id})
                         WHEN 'image_types' THEN (SELECT count(*) FROM images WHERE image_type_id = :#${variable.visit.id})
                         ELSE 0 END,
           'jobs', CASE :#${variable.visit.rowClass.path}
                       WHEN 'users' THEN (SELECT count(*) FROM jobs WHERE user_id = :#${variable.visit.id})
                       WHEN 'images' THEN (SELECT count(*) FROM jobs WHERE image_id = :#${variable.visit.id})
                       ELSE 0 END)::text
