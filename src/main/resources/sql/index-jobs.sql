-- As index-images does it
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id,
                       :#${variable.page[user_id]}::bigint AS user_id,
                       :#${variable.page[image_id]}::bigint AS image_id,
                       :#${variable.page[status]}::text AS status,
                       :#${variable.page[since]}::timestamptz AS since) AS page,
               job_documents AS listed
         WHERE (page.before_id IS NULL OR listed.id < page.before_id)
           AND (page.user_id IS NULL OR listed.user_id = page.user_id)
           AND (page.image_id IS NULL OR listed.image_id = page.image_id)
           AND (page.status IS NULL OR listed.status = page.status)
           AND (page.since IS NULL OR listed.created_at >= page.since
                AND listed.id >= (SELECT min(id) FROM (
                    SELECT id FROM jobs WHERE created_at >= page.since ORDER BY created_at LIMIT 1000) AS first))
         ORDER BY id DESC
         LIMIT :#${variable.page[limit]}) AS rows
