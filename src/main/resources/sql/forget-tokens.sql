-- Tokens that are over, and failed sign-ins that nobody repeated for a day
WITH forgiven AS (
    DELETE FROM failed_sign_ins WHERE failed_at < now() - interval '1 day'
)
DELETE FROM tokens WHERE expires_at < now()
