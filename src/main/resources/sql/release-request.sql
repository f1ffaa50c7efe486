-- A request that was refused may come again, corrected, with the same key. One whose row was made, but whose answer was
-- not kept, may be repeated at once and will find the row.
WITH refused AS (
    DELETE FROM idempotent_requests
     WHERE digest = :#${variable.request_digest} AND answer IS NULL AND resource_id IS NULL
)
UPDATE idempotent_requests SET locked_until = now()
 WHERE digest = :#${variable.request_digest} AND answer IS NULL AND resource_id IS NOT NULL
