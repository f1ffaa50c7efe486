-- Of these batches those that nobody waits for any more
SELECT gathered.id FROM unnest(:#${variable.gathered}::bigint[]) AS gathered (id)
 WHERE NOT EXISTS (SELECT FROM batches WHERE batches.id = gathered.id AND status = 'processing')
