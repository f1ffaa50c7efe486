-- 0, which no image has, when there is no such type
SELECT COALESCE((SELECT id FROM image_types WHERE type_name = :#${variable.query[image_type]}), 0)
