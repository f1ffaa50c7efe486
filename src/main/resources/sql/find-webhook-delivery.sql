-- A delivery that the user may see, with its attempts
SELECT json_build_object(
           'id', id, 'message_id', message_id, 'type', event_type, 'user_id', user_id, 'job_id', job_id, 'url', url,
           'status', status, 'attempts_count', attempts_count, 'created_at', created_at, 'finished_at', finished_at,
           'next_attempt_at', CASE WHEN status = 'pending' THEN next_attempt_at END,
           'attempts', COALESCE((
               SELECT json_agg(json_build_object(
                          'number', number, 'created_at', created_at, 'status_code', status_code,
                          'duration_ms', duration_ms, 'problem', problem, 'answer', answer) ORDER BY number)
                 FROM webhook_attempts WHERE delivery_id = webhook_deliveries.id), '[]'))::text
  FROM webhook_deliveries
 WHERE id = :#${variable.id}
   AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
