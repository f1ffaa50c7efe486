-- Counts the attempt before the password is looked at, so that many at once count too. Always one row: whether the
-- attempt is allowed, after how many seconds one will be, and the account, if there is one of that name. The time is
-- that after the wait for another attempt with the same name, not that of the statement's beginning. A user's name
-- and e-mail address count as one.
WITH asked AS (
    SELECT COALESCE(lower(username), lower(tried.login)) AS login, id, username, role, encrypted_password,
           :#${properties:darkroom.sign-in.free-attempts}::integer AS free,
           :#${properties:darkroom.sign-in.longest-pause-seconds}::integer AS longest
      FROM (SELECT :#${variable.login}::text AS login) AS tried
           LEFT JOIN users ON lower(username) = lower(tried.login) OR lower(email) = lower(tried.login)
), attempt AS (
    INSERT INTO failed_sign_ins AS past (login, failures, failed_at)
    SELECT login, 1, clock_timestamp() FROM asked
    ON CONFLICT (login) DO UPDATE SET failures = past.failures + 1, failed_at = clock_timestamp()
     WHERE past.failed_at + sign_in_pause(past.failures, (SELECT free FROM asked), (SELECT longest FROM asked))
           <= clock_timestamp()
    RETURNING login
)
SELECT EXISTS (SELECT FROM attempt) AS allowed,
       greatest(1, ceil(extract(epoch FROM failed_at + sign_in_pause(failures, free, longest) - clock_timestamp())))::bigint
           AS wait_seconds,
       id, username, role, encrypted_password
  FROM asked LEFT JOIN failed_sign_ins USING (login)
