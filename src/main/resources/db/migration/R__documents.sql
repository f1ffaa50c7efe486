-- What the API answers of a row, by class, and what its indexes and finds select by. A repeatable migration: edit it here,
-- and every front end that starts brings the views up to date.

DROP VIEW IF EXISTS user_documents, image_type_documents, image_documents, job_type_documents, job_documents,
                    token_documents, webhook_delivery_documents, batch_documents, batch_states, batch_places;

CREATE VIEW user_documents AS
SELECT id,
       json_build_object(
           'id', id, 'username', username, 'email', email, 'role', role, 'jobs_count', jobs_count,
           'images_count', images_count, 'callback_url', callback_url,
           'callback_url_switched_off_at', (
               SELECT created_at FROM switched_off_urls WHERE user_id = users.id AND url = users.callback_url),
           'created_at', created_at, 'updated_at', updated_at) AS document
  FROM users;

CREATE VIEW image_type_documents AS
SELECT id,
       json_build_object(
           'id', id, 'type_name', type_name, 'plural', plural, 'created_at', created_at,
           'updated_at', updated_at) AS document
  FROM image_types;

CREATE VIEW image_documents AS
SELECT images.id, images.user_id, images.status, images.image_type_id, images.original_id, images.created_at,
       json_build_object(
           'id', images.id, 'status', images.status, 'user_id', images.user_id, 'original_id', original_id,
           'image_type', type_name, 's3_key', s3_key, 'content_type', content_type, 'byte_size', byte_size,
           'sha256', sha256,
           'jobs', COALESCE((
               SELECT json_agg(json_build_object('id', jobs.id, 'status', jobs.status))
                 FROM (SELECT id, status FROM jobs WHERE jobs.image_id = images.id ORDER BY id DESC LIMIT 20) AS jobs),
               '[]'),
           -- no job is unfinished and there is one; or the first, which was announced with the image, is finished. Not
           -- with EXISTS: for a page PostgreSQL would read all jobs of all images to look there
           'developed', ((SELECT true FROM jobs WHERE image_id = images.id LIMIT 1) IS NOT NULL
                         AND (SELECT true FROM jobs WHERE image_id = images.id
                                                      AND jobs.status IN ('job queued', 'processing') LIMIT 1) IS NULL)
                        OR (job_sequence IS NOT NULL AND COALESCE(
                               (SELECT jobs.status FROM jobs WHERE image_id = images.id ORDER BY id LIMIT 1)
                               IN ('completed', 'failed'), false)),
           'created_at', images.created_at, 'updated_at', images.updated_at) AS document
  FROM images LEFT JOIN image_types ON image_types.id = image_type_id;

CREATE VIEW job_type_documents AS
SELECT id,
       json_build_object(
           'id', id, 'job_name', job_name, 'kind', CASE WHEN job_sequence IS NULL THEN 'step' ELSE 'sequence' END,
           'language', language, 'description', description, 'inputs', inputs, 'output', output,
           'parameters', parameters, 'job_sequence', job_sequence, 'environment', environment, 'created_at', created_at,
           'updated_at', updated_at) AS document
  FROM job_types;

CREATE VIEW job_documents AS
SELECT jobs.id, jobs.user_id, jobs.image_id, jobs.status, jobs.created_at,
       json_build_object(
           'id', jobs.id, 'status', jobs.status, 'user_id', jobs.user_id, 'image_id', jobs.image_id,
           'job_sequence', jobs.job_type, 'environment', jobs.environment,
           'callback_url', jobs.callback_url, 'problem', jobs.problem, 'worker', jobs.worker,
           'timings_ms', jobs.timings_ms, 'created_at', jobs.created_at, 'updated_at', jobs.updated_at,
           'started_at', jobs.started_at, 'finished_at', jobs.finished_at,
           'results', COALESCE((
               SELECT json_agg(json_build_object(
                          'image_id', images.id, 'step', results.step, 'image_type', type_name, 's3_key', s3_key,
                          'content_type', content_type, 'byte_size', byte_size) ORDER BY position)
                 FROM results JOIN images ON images.id = results.image_id
                              JOIN image_types ON image_types.id = images.image_type_id
                WHERE results.job_id = jobs.id), '[]')) AS document
  FROM jobs;

CREATE VIEW token_documents AS
SELECT id, user_id,
       json_build_object(
           'id', id, 'user_id', user_id, 'name', name, 'created_at', created_at, 'last_used_at', last_used_at,
           'expires_at', expires_at) AS document
  FROM tokens;

CREATE VIEW webhook_delivery_documents AS
SELECT id, user_id, job_id, status,
       json_build_object(
           'id', id, 'message_id', message_id, 'type', event_type, 'user_id', user_id, 'job_id', job_id, 'url', url,
           'status', status, 'attempts_count', attempts_count,
           'next_attempt_at', CASE WHEN status = 'pending' THEN next_attempt_at END,
           'created_at', created_at, 'finished_at', finished_at,
           'attempts', COALESCE((
               SELECT json_agg(json_build_object(
                          'number', number, 'created_at', attempt.created_at, 'status_code', status_code,
                          'duration_ms', duration_ms, 'problem', problem, 'answer', answer) ORDER BY number)
                 FROM webhook_attempts AS attempt WHERE delivery_id = delivery.id), '[]')) AS document
  FROM webhook_deliveries AS delivery;

-- What has become of each place of a batch, and whether that is its end. The job is the one that came with the batch.
CREATE VIEW batch_places AS
SELECT place.batch_id, place.position, place.name, place.image_id, place.job_id,
       CASE WHEN place.image_id IS NULL OR images.status = 'expired' THEN 'failed'
            WHEN images.status = 'created' THEN 'created'
            ELSE COALESCE(jobs.status, 'failed') END AS status,
       CASE WHEN place.problem IS NOT NULL THEN place.problem
            WHEN place.image_id IS NULL THEN
                jsonb_build_object('title', 'The image was destroyed', 'detail', 'It was destroyed after the batch was made')
            WHEN images.status = 'expired' THEN
                jsonb_build_object('title', 'The photograph did not come',
                                   'detail', 'It was announced, but not uploaded. It can be uploaded still')
            WHEN images.status <> 'created' AND jobs.id IS NULL THEN
                jsonb_build_object('title', 'The job was destroyed', 'detail', 'It was destroyed before it had ended. Send the photograph in another batch')
            ELSE jobs.problem END AS problem
  FROM batch_images AS place
       LEFT JOIN images ON images.id = place.image_id
       LEFT JOIN jobs ON jobs.id = place.job_id;

CREATE VIEW batch_states AS
SELECT batches.id, batches.user_id, batches.status, batches.size, batches.ends_at, counted.*
  FROM batches
       CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE status = 'completed') AS completed,
                  count(*) FILTER (WHERE status = 'failed') AS failed,
                  count(*) FILTER (WHERE status NOT IN ('completed', 'failed')) AS unfinished,
                  COALESCE(array_agg(position) FILTER (WHERE status IN ('completed', 'failed')), '{}') AS ended
             FROM batch_places WHERE batch_id = batches.id) AS counted;

CREATE VIEW batch_documents AS
SELECT batches.id, batches.user_id, batches.status, batches.created_at,
       json_build_object(
           'id', batches.id, 'status', batches.status, 'user_id', batches.user_id, 'job_sequence', job_sequence,
           'environment', environment,
           'counts', json_build_object('images', completed + failed + unfinished, 'completed', completed,
                                       'failed', failed, 'unfinished', unfinished),
           'created_at', batches.created_at, 'updated_at', updated_at, 'ends_at', batches.ends_at,
           'finished_at', finished_at) AS document
  FROM batches JOIN batch_states USING (id);
