-- But for requests that are being answered, the one to clean among them
DELETE FROM idempotent_requests WHERE answer IS NOT NULL
