-- How an image was made, as its file said and its author agreed to publish. The seed is text: seeds go up to 2^64 - 1,
-- beyond BIGINT. The workflow is kept in its own column and read only where it is asked for.
ALTER TABLE image_posts
  ADD COLUMN tool VARCHAR(100),
  ADD COLUMN negative_prompt TEXT,
  ADD COLUMN sampler VARCHAR(100),
  ADD COLUMN steps INTEGER,
  ADD COLUMN cfg DOUBLE PRECISION,
  ADD COLUMN seed VARCHAR(20),
  ADD COLUMN generation_width INTEGER,
  ADD COLUMN generation_height INTEGER,
  ADD COLUMN loras JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN workflow JSONB,
  ADD COLUMN digital_source_type VARCHAR(100),
  ADD COLUMN c2pa_generator VARCHAR(200);
