-- As index-images does it. A job has a few deliveries.
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[user_id]}::bigint AS user_id,
                       :#${variable.page[job_id]}::bigint AS job_id,
                       :#${variable.page[status]}::text AS status,
                       COALESCE(:#${variable.page[before_id]}::bigint - 1, 9223372036854775807) AS last) AS page,
               webhook_delivery_documents AS listed
         WHERE CASE
               WHEN page.job_id IS NOT NULL THEN
                    (listed.job_id, listed.id) BETWEEN (page.job_id, 1) AND (page.job_id, page.last)
                    AND (page.user_id IS NULL OR listed.user_id IS NOT DISTINCT FROM page.user_id)
                    AND (page.status IS NULL OR listed.status IS NOT DISTINCT FROM page.status)
               WHEN page.user_id IS NOT NULL AND page.status IS NOT NULL THEN
                    (listed.user_id, listed.status, listed.id)
                        BETWEEN (page.user_id, page.status, 1) AND (page.user_id, page.status, page.last)
               WHEN page.user_id IS NOT NULL THEN
                    (listed.user_id, listed.id) BETWEEN (page.user_id, 1) AND (page.user_id, page.last)
               WHEN page.status IS NOT NULL THEN
                    (listed.status, listed.id) BETWEEN (page.status, 1) AND (page.status, page.last)
               ELSE listed.id <= page.last END
         ORDER BY CASE WHEN page.job_id IS NOT NULL THEN listed.job_id END DESC,
                  CASE WHEN page.job_id IS NULL AND page.user_id IS NOT NULL THEN listed.user_id END DESC,
                  CASE WHEN page.job_id IS NULL AND page.status IS NOT NULL THEN listed.status END DESC,
                  id DESC
         LIMIT :#${variable.page[limit]}) AS rows
