SELECT json_build_object(
           'jobs', COALESCE((SELECT json_object_agg(status, rows)
                               FROM (SELECT status, count(*) AS rows FROM jobs GROUP BY status) AS counted), '{}'),
           'images', COALESCE((SELECT json_object_agg(status, rows)
                                 FROM (SELECT status, count(*) AS rows FROM images GROUP BY status) AS counted), '{}'),
           'webhooks', COALESCE((SELECT json_object_agg(status, rows)
                                   FROM (SELECT status, count(*) AS rows FROM webhook_deliveries
                                          WHERE status IN ('pending', 'failed') GROUP BY status) AS counted), '{}'),
           'late', (SELECT count(*) FROM jobs
                     WHERE status IN ('job queued', 'processing') AND created_at < now() - interval '1 hour'))::text
