-- No row when it has changed since the client read it
DELETE FROM images
 WHERE id = :#${variable.id}
   AND (:#${variable.if_match}::timestamptz[] IS NULL OR updated_at = ANY (:#${variable.if_match}::timestamptz[]))
RETURNING id
