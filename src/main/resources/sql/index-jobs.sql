-- As index-images does it. An image's jobs are its user's.
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT user_id, image_id, status, since,
                       CASE WHEN since IS NULL THEN 1 ELSE COALESCE((
                           SELECT min(id) FROM (SELECT id FROM jobs WHERE created_at >= since
                                                 ORDER BY created_at LIMIT 1000) AS oldest),
                           9223372036854775807) END AS first,
                       COALESCE(before_id - 1, 9223372036854775807) AS last
                  FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id,
                               :#${variable.page[user_id]}::bigint AS user_id,
                               :#${variable.page[image_id]}::bigint AS image_id,
                               :#${variable.page[status]}::text AS status,
                               :#${variable.page[since]}::timestamptz AS since) AS asked) AS page,
               job_documents AS listed
         WHERE CASE
               WHEN page.image_id IS NOT NULL AND page.status IS NOT NULL THEN
                    (listed.image_id, listed.status, listed.id)
                        BETWEEN (page.image_id, page.status, page.first) AND (page.image_id, page.status, page.last)
               WHEN page.image_id IS NOT NULL THEN
                    (listed.image_id, listed.id) BETWEEN (page.image_id, page.first) AND (page.image_id, page.last)
               WHEN page.user_id IS NOT NULL AND page.status IS NOT NULL THEN
                    (listed.user_id, listed.status, listed.id)
                        BETWEEN (page.user_id, page.status, page.first) AND (page.user_id, page.status, page.last)
               WHEN page.user_id IS NOT NULL THEN
                    (listed.user_id, listed.id) BETWEEN (page.user_id, page.first) AND (page.user_id, page.last)
               WHEN page.status IS NOT NULL THEN
                    (listed.status, listed.id) BETWEEN (page.status, page.first) AND (page.status, page.last)
               ELSE listed.id BETWEEN page.first AND page.last END
           AND (page.image_id IS NULL OR page.user_id IS NULL
                OR EXISTS (SELECT FROM images WHERE id = page.image_id AND user_id = page.user_id))
           AND COALESCE(listed.created_at >= page.since, true)
         ORDER BY CASE WHEN page.image_id IS NOT NULL THEN listed.image_id END DESC,
                  CASE WHEN page.image_id IS NULL AND page.user_id IS NOT NULL THEN listed.user_id END DESC,
                  CASE WHEN page.status IS NOT NULL THEN listed.status END DESC,
                  id DESC
         LIMIT :#${variable.page[limit]}) AS rows
