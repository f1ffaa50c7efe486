SELECT type_name FROM image_types WHERE plural = :#${variable.plural}
