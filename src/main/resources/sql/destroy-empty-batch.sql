-- A request that brought no image leaves no batch behind.
DELETE FROM batches
 WHERE id = :#${variable.batch_id} AND NOT EXISTS (SELECT FROM batch_images WHERE batch_id = batches.id)
