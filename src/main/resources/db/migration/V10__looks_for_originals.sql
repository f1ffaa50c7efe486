-- When the bucket is looked at once more for an original of which nobody has said that it is there. Null: not looked yet.
ALTER TABLE images ADD COLUMN look_at timestamptz;
