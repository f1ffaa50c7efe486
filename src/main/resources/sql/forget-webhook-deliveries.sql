DELETE FROM webhook_deliveries
 WHERE finished_at < now() - make_interval(days => :#${properties:darkroom.webhook.log-days}::integer)
