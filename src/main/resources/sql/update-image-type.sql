-- No row when it has changed since the client read it
UPDATE image_types
   SET type_name = COALESCE(:#${variable.request[type_name]}, type_name), updated_at = now()
 WHERE id = :#${variable.id}
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING id
