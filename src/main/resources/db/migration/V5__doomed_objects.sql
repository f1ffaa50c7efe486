-- The objects of S3 that are to be deleted, because the rows that named them went. A trigger fills it, so that every way
-- in which rows go is covered, deletions by foreign key included.

CREATE TABLE doomed_objects (
    bucket   text        NOT NULL CHECK (bucket IN ('input', 'output')),
    -- one that ends in / is a folder: all that is in it goes
    s3_key   text        NOT NULL,
    -- whose folder it is in
    image_id bigint      GENERATED ALWAYS AS (substring(s3_key from '^images/([0-9]{1,18})/')::bigint) STORED,
    since    timestamptz NOT NULL DEFAULT now(),
    -- when it may be deleted; while it is leased, when the lease ends
    due_at   timestamptz NOT NULL DEFAULT now(),
    -- the sweep that deletes it at this moment
    lease    text,
    PRIMARY KEY (bucket, s3_key)
);

CREATE INDEX doomed_objects_due ON doomed_objects (bucket, due_at);
CREATE INDEX doomed_objects_leased ON doomed_objects (lease) WHERE lease IS NOT NULL;
CREATE INDEX doomed_objects_leased_of_image ON doomed_objects (image_id) WHERE lease IS NOT NULL;

CREATE FUNCTION doom_objects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO doomed_objects (bucket, s3_key)
    SELECT CASE status WHEN 'result stored' THEN 'output' ELSE 'input' END, s3_key FROM changed ORDER BY s3_key
    ON CONFLICT (bucket, s3_key) DO UPDATE SET due_at = now();
    -- Once more later, for what came into an original's folders unnoticed: an upload of whose arrival nobody heard, the
    -- results of a worker that died before it reported. After an hour its links are dead, and no worker is at work on it.
    INSERT INTO doomed_objects (bucket, s3_key, due_at)
    SELECT folder.bucket, 'images/' || changed.id || '/', now() + interval '1 hour'
      FROM changed, (VALUES ('input'), ('output')) AS folder (bucket)
     WHERE status <> 'result stored'
     ORDER BY changed.id, folder.bucket
    ON CONFLICT (bucket, s3_key) DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER images_doomed AFTER DELETE ON images REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION doom_objects();

-- Streams of events look at a user's unfinished jobs again and again.
CREATE INDEX jobs_unfinished_of_user ON jobs (user_id, id) WHERE status IN ('job queued', 'processing');
