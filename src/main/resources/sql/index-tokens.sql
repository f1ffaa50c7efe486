-- As index-images does it
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[user_id]}::bigint AS user_id,
                       COALESCE(:#${variable.page[before_id]}::bigint - 1, 9223372036854775807) AS last) AS page,
               token_documents AS listed
         WHERE CASE
               WHEN page.user_id IS NOT NULL THEN
                    (listed.user_id, listed.id) BETWEEN (page.user_id, 1) AND (page.user_id, page.last)
               ELSE listed.id <= page.last END
         ORDER BY CASE WHEN page.user_id IS NOT NULL THEN listed.user_id END DESC, id DESC
         LIMIT :#${variable.page[limit]}) AS rows
