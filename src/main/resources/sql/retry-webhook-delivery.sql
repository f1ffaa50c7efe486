-- Sends it again now, and as often as the schedule still has tries for it. Its address is switched on: whoever asks for
-- this knows that there is somebody again.
WITH again AS (
    UPDATE webhook_deliveries
       SET status = 'pending', next_attempt_at = now(), finished_at = NULL
     WHERE id = :#${variable.id}
       AND (user_id = :#${variable.user[id]} OR :#${variable.user[role]} = 'administrator')
    RETURNING id, user_id, url
), switched_on AS (
    DELETE FROM switched_off_urls AS off USING again WHERE off.user_id = again.user_id AND off.url = again.url
    RETURNING off.user_id, off.url
), told AS (
    -- whose document says so
    UPDATE users SET updated_at = now()
      FROM switched_on
     WHERE users.id = switched_on.user_id AND users.callback_url = switched_on.url
)
SELECT id FROM again
