-- The counters of users follow every way in which rows come and go, deletions by foreign key included.
-- The trigger's argument is the counter's column.

CREATE FUNCTION count_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE users SET %1$I = %1$I %2$s changes.rows
                      FROM (SELECT user_id, count(*) AS rows FROM changed GROUP BY user_id) AS changes
                     WHERE users.id = changes.user_id',
                   TG_ARGV[0], CASE TG_OP WHEN 'INSERT' THEN '+' ELSE '-' END);
    RETURN NULL;
END $$;

CREATE TRIGGER images_inserted AFTER INSERT ON images REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_rows('images_count');
CREATE TRIGGER images_deleted AFTER DELETE ON images REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_rows('images_count');
CREATE TRIGGER jobs_inserted AFTER INSERT ON jobs REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_rows('jobs_count');
CREATE TRIGGER jobs_deleted AFTER DELETE ON jobs REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_rows('jobs_count');
