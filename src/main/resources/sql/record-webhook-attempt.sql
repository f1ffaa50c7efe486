-- Records how an attempt ended, in the log and for the delivery: what was delivered stays so, whatever a second front
-- end found out. An address that answered 410 is switched off, and with it all that waits to be sent there.
WITH outcome AS (
    SELECT :#${variable.outcome[status]}::text AS status
), attempted AS (
    UPDATE webhook_deliveries AS delivery
       SET attempts_count = attempts_count + 1, sending_until = NULL,
           status = CASE WHEN delivery.status = 'pending' OR outcome.status = 'delivered'
                         THEN outcome.status ELSE delivery.status END,
           next_attempt_at = now() + make_interval(secs => :#${variable.outcome[pause_seconds]}::integer),
           finished_at = CASE WHEN outcome.status = 'pending' THEN delivery.finished_at ELSE now() END
      FROM outcome
     WHERE delivery.id = :#${variable.delivery_id}
    RETURNING delivery.id, user_id, url, attempts_count
), logged AS (
    INSERT INTO webhook_attempts (delivery_id, number, status_code, duration_ms, problem, answer)
    SELECT id, attempts_count, :#${variable.outcome[status_code]}::integer, :#${variable.outcome[duration_ms]}::bigint,
           :#${variable.outcome[problem]}::text, :#${variable.outcome[answer]}::text
      FROM attempted
), gone AS (
    INSERT INTO switched_off_urls (user_id, url)
    SELECT user_id, url FROM attempted, outcome WHERE outcome.status = 'switched off'
    ON CONFLICT DO NOTHING
), told AS (
    -- whose document says so
    UPDATE users SET updated_at = now()
      FROM attempted, outcome
     WHERE outcome.status = 'switched off' AND users.id = attempted.user_id AND users.callback_url = attempted.url
)
UPDATE webhook_deliveries AS delivery
   SET status = 'switched off', finished_at = now()
  FROM attempted, outcome
 WHERE outcome.status = 'switched off' AND delivery.status = 'pending' AND delivery.id <> attempted.id
   AND delivery.user_id = attempted.user_id AND delivery.url = attempted.url
