-- As index-images does it
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[user_id]}::bigint AS user_id,
                       :#${variable.page[status]}::text AS status,
                       :#${variable.page[since]}::timestamptz AS since,
                       COALESCE(:#${variable.page[before_id]}::bigint - 1, 9223372036854775807) AS last) AS page,
               batch_documents AS listed
         WHERE CASE
               WHEN page.user_id IS NOT NULL AND page.status IS NOT NULL THEN
                    (listed.user_id, listed.status, listed.id)
                        BETWEEN (page.user_id, page.status, 1) AND (page.user_id, page.status, page.last)
               WHEN page.user_id IS NOT NULL THEN
                    (listed.user_id, listed.id) BETWEEN (page.user_id, 1) AND (page.user_id, page.last)
               WHEN page.status IS NOT NULL THEN
                    (listed.status, listed.id) BETWEEN (page.status, 1) AND (page.status, page.last)
               ELSE listed.id <= page.last END
           AND COALESCE(listed.created_at >= page.since, true)
         ORDER BY CASE WHEN page.user_id IS NOT NULL THEN listed.user_id END DESC,
                  CASE WHEN page.status IS NOT NULL THEN listed.status END DESC,
                  id DESC
         LIMIT :#${variable.page[limit]}) AS rows
