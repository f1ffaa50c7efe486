-- They are deleted; but for those that were doomed once more meanwhile (due again at once), or whose lease has ended.
DELETE FROM doomed_objects
 WHERE lease = :#${variable.lease} AND due_at > now() AND s3_key = ANY (:#${body})
