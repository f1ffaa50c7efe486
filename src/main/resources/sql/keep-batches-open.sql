-- The forms of these batches are still being read. One that somebody else is at is left to the next time: who waits for
-- several could wait for somebody who waits for one of them.
UPDATE batches SET updated_at = now()
 WHERE id IN (SELECT id FROM batches WHERE id = ANY (:#${variable.open_batches}::bigint[]) AND size IS NULL
                 FOR NO KEY UPDATE SKIP LOCKED)
