-- The catalogue of steps, and what follows from it for the named sequences, whose own columns are their administrators'.
-- Rows that are as they were stay untouched, and so do their versions. A step whose name a sequence has waits until that
-- has gone. A step's results have a type from the beginning: a query for them finds none, and not no such type.
WITH listed AS (
    SELECT * FROM jsonb_to_recordset(:#${variable.job_types}::jsonb) AS listed (
        job_name text, language text, description text, job_sequence text[], environment text, inputs text[], output text,
        parameters jsonb)
), gone AS (
    DELETE FROM job_types
     WHERE job_sequence IS NULL AND job_name NOT IN (SELECT job_name FROM listed WHERE job_sequence IS NULL)
), followed AS (
    UPDATE job_types
       SET inputs = listed.inputs, output = listed.output, parameters = listed.parameters, updated_at = now()
      FROM listed
     WHERE job_types.job_name = listed.job_name
       -- unless it was changed since the list was made
       AND job_types.job_sequence = listed.job_sequence AND job_types.environment = listed.environment
       AND (job_types.inputs, job_types.output, job_types.parameters)
           IS DISTINCT FROM (listed.inputs, listed.output, listed.parameters)
), described AS (
    UPDATE job_types
       SET language = listed.language, description = listed.description, inputs = listed.inputs, output = listed.output,
           parameters = listed.parameters, updated_at = now()
      FROM listed
     WHERE job_types.job_name = listed.job_name AND job_types.job_sequence IS NULL AND listed.job_sequence IS NULL
       AND (job_types.language, job_types.description, job_types.inputs, job_types.output, job_types.parameters)
           IS DISTINCT FROM (listed.language, listed.description, listed.inputs, listed.output, listed.parameters)
), renamed AS (
    -- an image type of before, whose plural is that of a step's results: edge, and now there is a step edges
    UPDATE image_types SET type_name = left(type_name, 40) || '_' || id, updated_at = now()
     WHERE type_name NOT IN (SELECT job_name FROM listed)
       AND plural IN (SELECT CASE WHEN job_name LIKE '%s' THEN job_name ELSE job_name || 's' END
                        FROM listed WHERE job_sequence IS NULL)
    RETURNING id
), typed AS (
    INSERT INTO image_types (type_name)
    SELECT job_name FROM listed
     WHERE job_sequence IS NULL AND job_name NOT IN (SELECT type_name FROM image_types)
       -- after those
       AND (SELECT count(*) FROM renamed) >= 0
     ORDER BY job_name
    ON CONFLICT DO NOTHING
)
INSERT INTO job_types (job_name, language, description, inputs, output, parameters)
SELECT job_name, language, description, inputs, output, parameters
  FROM listed
 WHERE job_sequence IS NULL AND job_name NOT IN (SELECT job_name FROM job_types)
 ORDER BY job_name
ON CONFLICT DO NOTHING
