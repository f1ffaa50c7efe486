-- Batches to be completed: those whose time is over, and those all of whose images have ended though nobody completed
-- them, because Redis was away, or a front end died. A batch whose request broke off with its front end is closed first,
-- with what came, and comes up the next time; a photograph that the front end had begun to store died with it.
-- Its user is locked first, as destructions do it, and nobody is waited for: what another has comes up the next time, too.
WITH silent AS (
    SELECT id, user_id, updated_at FROM batches
     WHERE status = 'processing' AND size IS NULL
       AND updated_at < now() - make_interval(
               secs => 2 * :#${properties:darkroom.batch.idle-seconds}::integer
                       + 3 * :#${properties:darkroom.batch.period}::integer / 1000.0)
), owners AS (
    SELECT id FROM users WHERE id IN (SELECT user_id FROM silent) FOR NO KEY UPDATE SKIP LOCKED
), broken_off AS (
    SELECT batches.id FROM batches JOIN silent USING (id) JOIN owners ON owners.id = batches.user_id
     WHERE batches.updated_at = silent.updated_at
       FOR NO KEY UPDATE OF batches SKIP LOCKED
), closed AS (
    UPDATE batches SET size = (SELECT count(*) FROM batch_images WHERE batch_id = batches.id), updated_at = now()
      FROM broken_off
     WHERE batches.id = broken_off.id
    RETURNING batches.id
), lost AS (
    UPDATE batch_images
       SET image_id = NULL,
           problem = jsonb_build_object('title', 'The photograph was not taken',
                                        'detail', 'The connection was closed before it was stored. Send it again')
      FROM closed, images
     WHERE batch_id = closed.id AND images.id = image_id AND images.status = 'created' AND job_id IS NULL
)
SELECT json_build_object('batch_id', id, 'size', size, 'ended', ended, 'over', ends_at <= now())::text AS tally
  FROM batch_states
 WHERE status = 'processing' AND size IS NOT NULL AND (unfinished = 0 OR ends_at <= now())
 ORDER BY id
 LIMIT 100
