-- Of which batch's images a job that has ended is the end
SELECT json_build_object('batch_id', batch_id, 'size', COALESCE(size, 0), 'ended', json_build_array(position))::text
  FROM batch_images JOIN batches ON batches.id = batch_id
 WHERE job_id = :#${variable.job_id} AND status = 'processing'
