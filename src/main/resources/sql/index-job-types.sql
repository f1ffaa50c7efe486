-- Newest first
SELECT COALESCE(json_agg(document ORDER BY id DESC), '[]')::text
  FROM (SELECT id, document
          FROM (SELECT :#${variable.page[before_id]}::bigint AS before_id) AS page,
               job_type_documents AS listed
         WHERE (page.before_id IS NULL OR listed.id < page.before_id)
         ORDER BY id DESC
         LIMIT :#${variable.page[limit]}) AS rows
