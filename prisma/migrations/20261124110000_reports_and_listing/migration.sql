-- What members tell the moderators about images.
CREATE TABLE reports (
  id SERIAL PRIMARY KEY,
  image_post_id INTEGER NOT NULL,
  reporter_id INTEGER NOT NULL,
  reason VARCHAR(500) NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  resolved_at TIMESTAMP(6),
  resolved_by INTEGER,
  CONSTRAINT reports_image_post_id_fkey FOREIGN KEY (image_post_id) REFERENCES image_posts (id) ON DELETE CASCADE,
  CONSTRAINT ck_reports_resolved CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
CREATE INDEX ix_reports_image_post_id ON reports (image_post_id);
-- One open report for each member and image; the moderators' list of open ones.
CREATE UNIQUE INDEX uq_reports_open ON reports (reporter_id, image_post_id) WHERE resolved_at IS NULL;
CREATE INDEX ix_reports_open ON reports (id DESC) WHERE resolved_at IS NULL;

-- An upload under a key is made once. The row is there from the first request on, and names the post as soon as there is
-- one; a post that never became ready takes it along.
CREATE TABLE idempotency_keys (
  user_id INTEGER NOT NULL,
  key VARCHAR(255) NOT NULL,
  body_hash VARCHAR(64) NOT NULL,
  image_post_id INTEGER,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  PRIMARY KEY (user_id, key),
  CONSTRAINT idempotency_keys_image_post_id_fkey FOREIGN KEY (image_post_id) REFERENCES image_posts (id) ON DELETE CASCADE
);
CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at);
CREATE INDEX ix_idempotency_keys_image_post_id ON idempotency_keys (image_post_id);

-- A fixed shuffle of the visible posts. A random order begins anywhere in it and goes round once.
CREATE INDEX ix_image_posts_shuffle ON image_posts ((md5(id::text)) COLLATE "C") WHERE is_active;

-- Prompts by any part of them. The extension is one that the owner of a database may create; where even that is not
-- allowed, the search works without its index, reading from the newest post on.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX ix_image_posts_prompt_trgm ON image_posts USING gin (prompt gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
  RAISE WARNING 'pg_trgm is not available (%), so searching prompts has no index. Once it is: CREATE EXTENSION pg_trgm; CREATE INDEX ix_image_posts_prompt_trgm ON image_posts USING gin (prompt gin_trgm_ops);', SQLERRM;
END
$$;
