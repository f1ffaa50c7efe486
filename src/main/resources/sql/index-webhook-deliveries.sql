-- As index-images does it
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id,
                       :#${variable.page[user_id]}::bigint AS user_id,
                       :#${variable.page[job_id]}::bigint AS job_id,
                       :#${variable.page[status]}::text AS status) AS page,
               webhook_delivery_documents AS listed
         WHERE (page.before_id IS NULL OR listed.id < page.before_id)
           AND (page.user_id IS NULL OR listed.user_id = page.user_id)
           AND (page.job_id IS NULL OR listed.job_id = page.job_id)
           AND (page.status IS NULL OR listed.status = page.status)
         ORDER BY id DESC
         LIMIT :#${variable.page[limit]}) AS rows
