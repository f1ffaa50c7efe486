SELECT json_build_object(
           'id', id, 'username', username, 'email', email, 'jobs_count', jobs_count, 'images_count', images_count,
           'created_at', created_at, 'updated_at', updated_at)::text
  FROM users
 WHERE id = :#${variable.id}
