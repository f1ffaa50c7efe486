SELECT :#${properties:darkroom.shrink.rows}::integer, :#${properties:darkroom.resend.unsent-seconds}::integer
