DELETE FROM doomed_objects
 WHERE lease = :#${variable.lease} AND due_at > now() AND s3_key = :#${variable.folder}
