-- A page of an image's jobs in one state costs the same however many jobs the image has.
CREATE INDEX jobs_of_image_by_status ON jobs (image_id, status, id);
