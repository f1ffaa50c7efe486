-- On whose behalf a worker asks; no row unless the job is being worked on. What came after the job was made it does not see.
SELECT users.id, username, role, horizon, to_char(jobs.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_at
  FROM jobs JOIN users ON users.id = user_id
 WHERE jobs.id = :#${variable.query[for_job_id]}::bigint AND status = 'processing' AND horizon IS NOT NULL
