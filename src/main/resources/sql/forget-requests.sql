DELETE FROM idempotent_requests
 WHERE created_at < now() - make_interval(hours => :#${properties:darkroom.idempotency.hours}::integer)
