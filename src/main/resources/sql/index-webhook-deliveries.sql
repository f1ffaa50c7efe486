-- Deliveries that the user may see, newest first
SELECT COALESCE(json_agg(json_build_object(
           'id', id, 'message_id', message_id, 'type', event_type, 'user_id', user_id, 'job_id', job_id, 'url', url,
           'status', status, 'attempts_count', attempts_count, 'created_at', created_at, 'finished_at', finished_at,
           'next_attempt_at', CASE WHEN status = 'pending' THEN next_attempt_at END) ORDER BY id DESC), '[]')::text
  FROM (SELECT * FROM webhook_deliveries
         WHERE (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
           AND (:#${variable.query[job_id]}::bigint IS NULL OR job_id = :#${variable.query[job_id]}::bigint)
           AND (:#${variable.query[status]}::text IS NULL OR status = :#${variable.query[status]})
           AND (:#${variable.query[before_id]}::bigint IS NULL OR id < :#${variable.query[before_id]}::bigint)
         ORDER BY id DESC
         LIMIT COALESCE(:#${variable.query[n]}::integer, 20)) AS deliveries
