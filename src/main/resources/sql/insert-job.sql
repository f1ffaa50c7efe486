INSERT INTO jobs (status, environment, image_url, job_type, user_id, image_id, resend_at)
SELECT 'job queued', :#${variable.job[environment]}, s3_key, :#${variable.job[job_sequence]}, user_id, id,
       now() + make_interval(secs => :#${properties:darkroom.resend.unsent-seconds}::integer)
  FROM images
 WHERE id = :#${variable.job[image_id]}
RETURNING id
