CREATE TABLE image_posts (
  id SERIAL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  image_url VARCHAR(500) NOT NULL,
  prompt TEXT NOT NULL,
  model_name VARCHAR(100),
  is_tournament_opt_in BOOLEAN NOT NULL DEFAULT FALSE,
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  status VARCHAR(10) NOT NULL DEFAULT 'ready',
  storage_key VARCHAR(32),
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  variant_widths INTEGER[] NOT NULL DEFAULT '{}',
  placeholder VARCHAR(100),
  deleted_at TIMESTAMP(6),
  CONSTRAINT ck_image_posts_status CHECK (status IN ('pending', 'ready')),
  -- What is still being written, or was deleted by its owner, can never be visible.
  CONSTRAINT ck_image_posts_active CHECK (NOT is_active OR (status = 'ready' AND deleted_at IS NULL))
);
CREATE UNIQUE INDEX uq_image_posts_storage_key ON image_posts (storage_key);
CREATE INDEX ix_image_posts_user_id ON image_posts (user_id);
CREATE INDEX ix_image_posts_created_at ON image_posts (created_at);
CREATE INDEX ix_image_posts_is_tournament_opt_in ON image_posts (is_tournament_opt_in);
-- The gallery's keyset and the draw: only visible rows, in the order they are read.
CREATE INDEX ix_image_posts_visible ON image_posts (id DESC) WHERE is_active;
CREATE INDEX ix_image_posts_eligible ON image_posts (id) WHERE is_active AND is_tournament_opt_in;

CREATE TABLE image_likes (
  id SERIAL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  image_post_id INTEGER NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  CONSTRAINT image_likes_image_post_id_fkey FOREIGN KEY (image_post_id) REFERENCES image_posts (id) ON DELETE CASCADE,
  CONSTRAINT uq_user_image_like UNIQUE (user_id, image_post_id)
);
CREATE INDEX ix_image_likes_user_id ON image_likes (user_id);
CREATE INDEX ix_image_likes_image_post_id ON image_likes (image_post_id);
CREATE INDEX ix_image_likes_created_at ON image_likes (created_at);

CREATE TABLE tournament_votes (
  id SERIAL PRIMARY KEY,
  match_id VARCHAR(36) NOT NULL,
  voter_id INTEGER NOT NULL,
  winner_image_id INTEGER NOT NULL,
  loser_image_id INTEGER NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  winner_side VARCHAR(5),
  draw_probability DOUBLE PRECISION,
  CONSTRAINT tournament_votes_winner_image_id_fkey FOREIGN KEY (winner_image_id) REFERENCES image_posts (id) ON DELETE CASCADE,
  CONSTRAINT tournament_votes_loser_image_id_fkey FOREIGN KEY (loser_image_id) REFERENCES image_posts (id) ON DELETE CASCADE,
  CONSTRAINT uq_voter_match UNIQUE (voter_id, match_id),
  CONSTRAINT ck_different_images CHECK (winner_image_id <> loser_image_id),
  CONSTRAINT ck_winner_side CHECK (winner_side IN ('left', 'right')),
  CONSTRAINT ck_draw_probability CHECK (draw_probability > 0 AND draw_probability <= 1)
);
CREATE INDEX ix_tournament_votes_match_id ON tournament_votes (match_id);
CREATE INDEX ix_tournament_votes_voter_id ON tournament_votes (voter_id);
CREATE INDEX ix_tournament_votes_winner_image_id ON tournament_votes (winner_image_id);
CREATE INDEX ix_tournament_votes_loser_image_id ON tournament_votes (loser_image_id);
CREATE INDEX ix_tournament_votes_created_at ON tournament_votes (created_at);
-- Has this voter judged this pair, in either order?
CREATE INDEX ix_tournament_votes_voter_pair ON tournament_votes
  (voter_id, LEAST(winner_image_id, loser_image_id), GREATEST(winner_image_id, loser_image_id));

CREATE TABLE users (
  id SERIAL PRIMARY KEY,
  handle VARCHAR(30) NOT NULL,
  email VARCHAR(254),
  password_hash VARCHAR(255),
  role VARCHAR(10) NOT NULL DEFAULT 'member',
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  session_version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  CONSTRAINT ck_users_role CHECK (role IN ('member', 'moderator', 'admin'))
);
CREATE UNIQUE INDEX uq_users_handle ON users (LOWER(handle));
CREATE UNIQUE INDEX uq_users_email ON users (LOWER(email));

CREATE TABLE moderation_actions (
  id SERIAL PRIMARY KEY,
  actor_id INTEGER NOT NULL,
  action VARCHAR(40) NOT NULL,
  target_type VARCHAR(10) NOT NULL,
  target_id INTEGER NOT NULL,
  reason VARCHAR(500),
  before JSONB NOT NULL,
  after JSONB NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  CONSTRAINT ck_moderation_target_type CHECK (target_type IN ('post', 'user'))
);
CREATE INDEX ix_moderation_actions_created_at ON moderation_actions (created_at);
CREATE INDEX ix_moderation_actions_target ON moderation_actions (target_type, target_id);
