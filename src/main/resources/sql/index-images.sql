-- Newest first. Each page costs the same however many rows there are: it is one stretch of one index. The rows that a
-- filter takes are compared as rows with where the stretch begins and ends, and not with =, and sorted by what they are
-- filtered by: then no other index has this order, and PostgreSQL cannot hope to come across the rows in another one.
-- The time becomes a bound of the ids, which follow the times but for the few statements that run at one moment: far
-- fewer than the thousand rows among which the smallest id is looked for. Whatever has a type is a stored result.
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT user_id, image_type_id, status, original_id, since,
                       CASE WHEN since IS NULL THEN 1 ELSE COALESCE((
                           SELECT min(id) FROM (SELECT id FROM images WHERE created_at >= since
                                                 ORDER BY created_at LIMIT 1000) AS oldest),
                           9223372036854775807) END AS first,
                       COALESCE(before_id - 1, 9223372036854775807) AS last
                  FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id,
                               :#${variable.page[user_id]}::bigint AS user_id,
                               :#${variable.page[image_type_id]}::bigint AS image_type_id,
                               :#${variable.page[status]}::text AS status,
                               :#${variable.page[original_id]}::bigint AS original_id,
                               :#${variable.page[since]}::timestamptz AS since) AS asked) AS page,
               image_documents AS listed
         WHERE CASE
               WHEN page.original_id IS NOT NULL THEN
                    (listed.original_id, listed.id)
                        BETWEEN (page.original_id, page.first) AND (page.original_id, page.last)
                    AND (page.user_id IS NULL OR listed.user_id IS NOT DISTINCT FROM page.user_id)
                    AND (page.image_type_id IS NULL OR listed.image_type_id IS NOT DISTINCT FROM page.image_type_id)
                    AND (page.status IS NULL OR listed.status IS NOT DISTINCT FROM page.status)
               WHEN page.image_type_id IS NOT NULL AND page.status <> 'result stored' THEN false
               WHEN page.user_id IS NOT NULL AND page.image_type_id IS NOT NULL THEN
                    (listed.user_id, listed.image_type_id, listed.id)
                        BETWEEN (page.user_id, page.image_type_id, page.first)
                            AND (page.user_id, page.image_type_id, page.last)
               WHEN page.user_id IS NOT NULL AND page.status IS NOT NULL THEN
                    (listed.user_id, listed.status, listed.id)
                        BETWEEN (page.user_id, page.status, page.first) AND (page.user_id, page.status, page.last)
               WHEN page.user_id IS NOT NULL THEN
                    (listed.user_id, listed.id) BETWEEN (page.user_id, page.first) AND (page.user_id, page.last)
               WHEN page.image_type_id IS NOT NULL THEN
                    (listed.image_type_id, listed.id)
                        BETWEEN (page.image_type_id, page.first) AND (page.image_type_id, page.last)
               WHEN page.status IS NOT NULL THEN
                    (listed.status, listed.id) BETWEEN (page.status, page.first) AND (page.status, page.last)
               ELSE listed.id BETWEEN page.first AND page.last END
           AND COALESCE(listed.created_at >= page.since, true)
           AND (:#${variable.page[s3_key]}::text IS NULL
                OR listed.id = (SELECT id FROM images WHERE s3_key = :#${variable.page[s3_key]}::text))
         ORDER BY CASE WHEN page.original_id IS NOT NULL THEN listed.original_id END DESC,
                  CASE WHEN page.original_id IS NULL AND page.user_id IS NOT NULL THEN listed.user_id END DESC,
                  CASE WHEN page.original_id IS NULL AND page.image_type_id IS NOT NULL THEN listed.image_type_id END DESC,
                  CASE WHEN page.original_id IS NULL AND page.image_type_id IS NULL AND page.status IS NOT NULL
                       THEN listed.status END DESC,
                  id DESC
         LIMIT :#${variable.page[limit]}) AS rows
