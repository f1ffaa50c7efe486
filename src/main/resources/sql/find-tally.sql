-- How far a batch is: the places that have ended, and how many there are (0 while they are still coming)
SELECT json_build_object('batch_id', id, 'size', COALESCE(size, 0), 'ended', ended)::text
  FROM batch_states
 WHERE id = :#${variable.batch_id} AND status = 'processing'
