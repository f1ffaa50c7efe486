-- Whose batch it is that a stream of events is to watch; no row when there is none that the user may see
SELECT user_id FROM batches
 WHERE id = :#${variable.query[batch_id]}::bigint
   AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
