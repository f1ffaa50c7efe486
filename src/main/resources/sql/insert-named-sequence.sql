-- No row when the name is taken; the row that it made for a request that is repeated because its answer was lost
WITH before AS (
    SELECT resource_id FROM idempotent_requests WHERE digest = :#${variable.request_digest} FOR UPDATE
), made AS (
    SELECT resource_id AS id FROM before WHERE resource_id IS NOT NULL
), stored AS (
    INSERT INTO job_types (job_name, language, description, job_sequence, environment)
    SELECT :#${variable.sequence[job_name]}, :#${variable.sequence[language]}, :#${variable.sequence[description]},
           :#${variable.sequence[job_sequence]}, :#${variable.sequence[environment]}
     WHERE NOT EXISTS (SELECT FROM made)
    ON CONFLICT DO NOTHING
    RETURNING id
), noted AS (
    UPDATE idempotent_requests SET resource_id = stored.id FROM stored WHERE digest = :#${variable.request_digest}
)
SELECT id FROM stored UNION ALL SELECT id FROM made
