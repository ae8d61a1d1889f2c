-- What stands for an image to those who do not see it; null: the suggestion from its prompt.
ALTER TABLE image_posts ADD COLUMN alt_text VARCHAR(300);
-- The kind of file that is kept in full resolution for the download; null: the largest variant is all there is.
ALTER TABLE image_posts ADD COLUMN full_format VARCHAR(4);

-- What images are compared by. A row for each image whose pixels were looked at.
CREATE TABLE image_likeness (
  image_id INTEGER PRIMARY KEY REFERENCES image_posts (id) ON DELETE CASCADE,
  -- Signs of the 64 lowest frequencies of its lightness.
  look_hash BIGINT NOT NULL,
  -- 8 × 8 colours in OKLab, 3 bytes each.
  colours BYTEA NOT NULL,
  -- 32 minima of the hashed words of its prompt; empty for a prompt without words.
  prompt_sketch INTEGER[] NOT NULL
);

-- Under which keys an image is found by others that are like it. The newest of a key are read first, and only so many.
CREATE TABLE likeness_keys (
  key INTEGER NOT NULL,
  image_id INTEGER NOT NULL REFERENCES image_likeness (image_id) ON DELETE CASCADE,
  PRIMARY KEY (key, image_id)
);
CREATE INDEX ix_likeness_keys_image_id ON likeness_keys (image_id);
