-- Batches to be completed: those whose time is over, and those all of whose images have ended though nobody completed
-- them, because Redis was away, or a front end died. A batch whose request broke off with its front end is closed first,
-- with what came, and comes up the next time; a photograph that the front end had begun to store died with it.
WITH closed AS (
    UPDATE batches SET size = (SELECT count(*) FROM batch_images WHERE batch_id = batches.id), updated_at = now()
     WHERE status = 'processing' AND size IS NULL
       AND updated_at < now() - make_interval(
               secs => 2 * :#${properties:darkroom.batch.idle-seconds}::integer
                       + 3 * :#${properties:darkroom.batch.period}::integer / 1000.0)
    RETURNING id
), lost AS (
    UPDATE batch_images
       SET image_id = NULL,
           problem = jsonb_build_object('title', 'The photograph was not taken',
                                        'detail', 'The connection was closed before it was stored. Send it again')
      FROM closed, images
     WHERE batch_id = closed.id AND images.id = image_id AND images.status = 'created'
)
SELECT json_build_object('batch_id', id, 'size', size, 'ended', ended, 'over', ends_at <= now())::text AS tally
  FROM batch_states
 WHERE status = 'processing' AND size IS NOT NULL AND (unfinished = 0 OR ends_at <= now())
 ORDER BY id
 LIMIT 100
