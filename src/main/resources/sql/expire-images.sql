UPDATE images
   SET status = 'expired', updated_at = now()
 WHERE status = 'created' AND created_at < now() - make_interval(hours => :#${properties:darkroom.upload.expire-hours}::integer)
