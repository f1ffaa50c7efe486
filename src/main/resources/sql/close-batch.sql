-- All images of the batch have come. No row when it was closed before
UPDATE batches SET size = (SELECT count(*) FROM batch_images WHERE batch_id = batches.id), updated_at = now()
 WHERE id = :#${variable.batch_id} AND size IS NULL
