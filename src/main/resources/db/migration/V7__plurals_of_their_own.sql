-- Under /api/<plural> no image type can be found whose plural is another path of the API: such a name is taken.
CREATE FUNCTION keep_paths_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.type_name ~ '^(user|image_type|image|photograph|job_type|job|token|event|batch|webhook_deliver(y|ie))(s|es)?$' THEN
        IF TG_OP = 'INSERT' THEN
            RETURN NULL;
        END IF;
        RAISE unique_violation USING MESSAGE = NEW.type_name || ' is a path of the API';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER image_type_named BEFORE INSERT OR UPDATE OF type_name ON image_types FOR EACH ROW
    EXECUTE FUNCTION keep_paths_free();
