-- Queries: jobs that are about no image, but about what is found by a query; and the catalogue of steps, with named
-- sequences beside them.

ALTER TABLE jobs ALTER COLUMN image_id DROP NOT NULL;
-- The newest image when the job was made: what a query finds does not change when its job is done again.
ALTER TABLE jobs ADD COLUMN horizon bigint;
ALTER TABLE jobs ADD CHECK ((image_id IS NULL) = (horizon IS NOT NULL));

-- An environment was any text and without effect before; it is read now, and what no step knows would fail the job.
UPDATE jobs SET environment = '' WHERE environment <> '' AND status IN ('job queued', 'processing', 'failed');
UPDATE images SET environment = '' WHERE environment <> '' AND status IN ('created', 'expired');

-- Results of queries are in a folder of their user: queries/78901/
ALTER TABLE doomed_objects ADD COLUMN user_id bigint
    GENERATED ALWAYS AS (substring(s3_key from '^queries/([0-9]{1,18})/')::bigint) STORED;
CREATE INDEX doomed_objects_leased_of_user ON doomed_objects (user_id) WHERE lease IS NOT NULL;
CREATE INDEX jobs_unfinished_queries_of_user ON jobs (user_id)
    WHERE image_id IS NULL AND status IN ('job queued', 'processing');

-- Of a user that goes, what a worker stored that died before it reported; as V5 does it for images.
CREATE FUNCTION doom_queries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO doomed_objects (bucket, s3_key, due_at)
    SELECT 'output', 'queries/' || id || '/', now() + interval '1 hour' FROM changed ORDER BY id
    ON CONFLICT (bucket, s3_key) DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER users_queries_doomed AFTER DELETE ON users REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION doom_queries();

-- A job type is a step, which is here because there is a route of it, or a sequence of job types that an administrator named.
ALTER TABLE job_types
    ADD COLUMN description  text   NOT NULL DEFAULT '',
    -- null of a step
    ADD COLUMN job_sequence text[],
    ADD COLUMN environment  text   NOT NULL DEFAULT '',
    ADD COLUMN inputs       text[] NOT NULL DEFAULT '{}',
    ADD COLUMN output       text   NOT NULL DEFAULT '',
    ADD COLUMN parameters   jsonb  NOT NULL DEFAULT '[]';
-- Whatever was a job type before had no effect; the catalogue lists its steps at the next start.
DELETE FROM job_types;
