-- Deliveries to be sent now. Several front ends may look at once: each takes other rows, and a row that was taken but
-- not sent comes up again when its time to be sent is over. A user whose receiver is slow holds up no other: of each
-- user only so many are sent at a time.
-- Four times the time of a call: one may wait for a place in the queue, two in it, and then takes its own.
WITH RECURSIVE waiting AS (
    -- from one user to the next by the index: a user with a hundred thousand deliveries costs no more than one with one
    (SELECT user_id FROM webhook_deliveries WHERE status = 'pending' ORDER BY user_id LIMIT 1)
    UNION ALL
    SELECT (SELECT user_id FROM webhook_deliveries
             WHERE status = 'pending' AND user_id > waiting.user_id ORDER BY user_id LIMIT 1)
      FROM waiting WHERE waiting.user_id IS NOT NULL
), due AS (
    SELECT delivery.id
      FROM waiting
           CROSS JOIN LATERAL (
               SELECT count(*) AS number FROM webhook_deliveries
                WHERE user_id = waiting.user_id AND status = 'pending' AND sending_until > now()) AS sending
           CROSS JOIN LATERAL (
               SELECT id, next_attempt_at
                 FROM webhook_deliveries
                WHERE user_id = waiting.user_id AND status = 'pending' AND next_attempt_at <= now()
                  AND COALESCE(sending_until, '-infinity') <= now()
                ORDER BY next_attempt_at
                LIMIT greatest(0, :#${properties:darkroom.webhook.parallel-per-user}::integer - sending.number)
                FOR UPDATE SKIP LOCKED) AS delivery
     ORDER BY delivery.next_attempt_at
     LIMIT :#${properties:darkroom.webhook.parallel}::integer
)
UPDATE webhook_deliveries
   SET sending_until = now() + 4 * make_interval(secs => :#${properties:darkroom.webhook.timeout-seconds}::integer)
  FROM due
 WHERE webhook_deliveries.id = due.id
RETURNING webhook_deliveries.id
