-- A batch is completed, once, and only when what the rows say agrees: all its images have ended, or its time is over
UPDATE batches
   SET status = 'completed', finished_at = now(), updated_at = now()
  FROM batch_states AS state
 WHERE batches.id = :#${variable.batch_id} AND state.id = batches.id AND batches.status = 'processing'
   AND batches.size IS NOT NULL AND (state.unfinished = 0 OR batches.ends_at <= now())
RETURNING batches.id, batches.user_id, completed, failed, unfinished
