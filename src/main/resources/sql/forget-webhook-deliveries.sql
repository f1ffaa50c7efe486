-- A thousand at a time, so that no lock is held long
DELETE FROM webhook_deliveries
 WHERE id IN (SELECT id FROM webhook_deliveries
               WHERE finished_at < now() - make_interval(days => :#${properties:darkroom.webhook.log-days}::integer)
               LIMIT 1000)
