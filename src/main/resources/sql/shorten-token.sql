-- Whoever has the cookie has it no longer than this
UPDATE tokens
   SET expires_at = least(expires_at, now() + make_interval(mins => :#${properties:darkroom.session-minutes}::integer))
 WHERE id = :#${variable.id}
