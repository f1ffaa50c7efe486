-- Newest first. Each page costs the same however many rows there are: every filter has an index that ends in the id.
-- The time becomes a bound of the ids, which follow the times but for the few statements that run at one moment: far
-- fewer than the thousand rows among which the smallest id is looked for.
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id,
                       :#${variable.page[user_id]}::bigint AS user_id,
                       :#${variable.page[image_type_id]}::bigint AS image_type_id,
                       :#${variable.page[status]}::text AS status,
                       :#${variable.page[original_id]}::bigint AS original_id,
                       :#${variable.page[since]}::timestamptz AS since) AS page,
               image_documents AS listed
         WHERE (page.before_id IS NULL OR listed.id < page.before_id)
           AND (page.user_id IS NULL OR listed.user_id = page.user_id)
           AND (page.image_type_id IS NULL OR listed.image_type_id = page.image_type_id)
           AND (page.status IS NULL OR listed.status = page.status)
           AND (page.original_id IS NULL OR listed.original_id = page.original_id)
           AND (page.since IS NULL OR listed.created_at >= page.since
                AND listed.id >= (SELECT min(id) FROM (
                    SELECT id FROM images WHERE created_at >= page.since ORDER BY created_at LIMIT 1000) AS first))
         ORDER BY id DESC
         LIMIT :#${variable.page[limit]}) AS rows
