-- How a match ended without a winner. Logged, never rated: no row here is a win or a loss.
CREATE TABLE match_outcomes (
  id SERIAL PRIMARY KEY,
  match_id VARCHAR(36) NOT NULL,
  voter_id INTEGER NOT NULL,
  left_image_id INTEGER NOT NULL,
  right_image_id INTEGER NOT NULL,
  outcome VARCHAR(10) NOT NULL,
  draw_probability DOUBLE PRECISION NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  CONSTRAINT match_outcomes_left_image_id_fkey FOREIGN KEY (left_image_id) REFERENCES image_posts (id) ON DELETE CASCADE,
  CONSTRAINT match_outcomes_right_image_id_fkey FOREIGN KEY (right_image_id) REFERENCES image_posts (id) ON DELETE CASCADE,
  CONSTRAINT uq_match_outcomes_voter_match UNIQUE (voter_id, match_id),
  CONSTRAINT ck_match_outcomes_different_images CHECK (left_image_id <> right_image_id),
  CONSTRAINT ck_match_outcomes_outcome CHECK (outcome IN ('skip', 'tie', 'both_bad')),
  CONSTRAINT ck_match_outcomes_draw_probability CHECK (draw_probability > 0 AND draw_probability <= 1)
);
CREATE INDEX ix_match_outcomes_left_image_id ON match_outcomes (left_image_id);
CREATE INDEX ix_match_outcomes_right_image_id ON match_outcomes (right_image_id);
-- Has this voter called this pair a tie or both bad of late, in either order? A skip keeps no pair away.
CREATE INDEX ix_match_outcomes_settled_pair ON match_outcomes
  (voter_id, LEAST(left_image_id, right_image_id), GREATEST(left_image_id, right_image_id))
  WHERE outcome <> 'skip';
