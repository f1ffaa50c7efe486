-- Newest first
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id,
                       :#${variable.page[user_id]}::bigint AS user_id) AS page,
               user_documents AS listed
         WHERE (page.before_id IS NULL OR listed.id < page.before_id)
           AND (page.user_id IS NULL OR listed.id = page.user_id)
         ORDER BY id DESC
         LIMIT :#${variable.page[limit]}) AS rows
