-- The forms of these batches are still being read.
UPDATE batches SET updated_at = now() WHERE id = ANY (:#${variable.open_batches}::bigint[]) AND size IS NULL
