-- Who worked on the jobs of the last 24 hours, and on what they work now
SELECT COALESCE(json_agg(seen ORDER BY seen.last_seen_at DESC), '[]')::text
  FROM (SELECT worker, max(updated_at) AS last_seen_at,
               floor(extract(epoch FROM now() - max(updated_at)))::bigint AS seconds_ago,
               count(*) FILTER (WHERE status = 'completed') AS completed,
               count(*) FILTER (WHERE status = 'failed') AS failed,
               COALESCE(json_agg(id ORDER BY id) FILTER (WHERE status = 'processing'), '[]') AS working_on
          FROM jobs
         WHERE worker IS NOT NULL AND created_at > now() - interval '24 hours'
         GROUP BY worker
         ORDER BY max(updated_at) DESC
         LIMIT 50) AS seen
