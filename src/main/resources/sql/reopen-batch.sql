-- A job of a batch is done once more: the batch waits for it. No row when the job is of none, or its batch is not completed
UPDATE batches
   SET status = 'processing', finished_at = NULL, updated_at = now(),
       ends_at = greatest(ends_at, now() + make_interval(secs => :#${properties:darkroom.batch.seconds}::integer))
 WHERE id = (SELECT batch_id FROM batch_images WHERE job_id = :#${variable.job_id}) AND status = 'completed'
RETURNING id
