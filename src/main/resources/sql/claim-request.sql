-- Who comes first answers the request; so does who repeats it after an answer was not kept, once nobody works on it any
-- more. What the others find is as it was before this statement.
WITH claimed AS (
    INSERT INTO idempotent_requests AS past (digest, body_digest, locked_until)
    VALUES (:#${variable.request_digest}, :#${variable.body_digest},
            now() + make_interval(secs => :#${properties:darkroom.idempotency.lock-seconds}::integer))
    ON CONFLICT (digest) DO UPDATE SET locked_until = EXCLUDED.locked_until
     WHERE past.answer IS NULL AND past.locked_until <= now() AND past.body_digest = EXCLUDED.body_digest
    RETURNING digest
)
SELECT EXISTS (SELECT FROM claimed) AS mine, body_digest <> :#${variable.body_digest} AS other_body, answer
  FROM (VALUES (:#${variable.request_digest}::text)) AS asked (digest)
       LEFT JOIN idempotent_requests USING (digest)
