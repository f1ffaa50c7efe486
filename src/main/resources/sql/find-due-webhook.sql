-- What has to be known to send a delivery; no row, when it is no longer this front end's to send
SELECT json_build_object(
           'id', delivery.id, 'message_id', message_id, 'type', event_type, 'job_id', job_id, 'url', url,
           'attempts_count', attempts_count, 'created_at', delivery.created_at,
           'user', json_build_object('id', users.id, 'username', username, 'role', 'user'),
           'secrets', array_remove(ARRAY[
               webhook_secret,
               CASE WHEN webhook_secret_rotated_at
                         > now() - make_interval(hours => :#${properties:darkroom.webhook.secret-overlap-hours}::integer)
                    THEN webhook_secret_before END], NULL))::text
  FROM webhook_deliveries AS delivery JOIN users ON users.id = user_id
 WHERE delivery.id = :#${variable.delivery_id} AND status = 'pending' AND sending_until > now()
