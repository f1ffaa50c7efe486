-- A job whose message was given up. No row when the job has ended in another way.
UPDATE jobs
   SET status = 'failed', given_up = true, finished_at = now(), updated_at = now(),
       problem = jsonb_build_object('title', 'The job was given up',
                                    'detail', 'It was tried several times and could not be finished. It can be queued again: PUT /api/jobs/{id} with {"status": "job queued"}')
 WHERE id = :#${variable.job_id} AND status IN ('job queued', 'processing')
RETURNING id, image_id, user_id
