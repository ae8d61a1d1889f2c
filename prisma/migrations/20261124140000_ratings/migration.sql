-- Ratings are a projection of the votes: every table here but the requests can be emptied and is rebuilt from them.

-- The votes that count for a rating. Whatever takes votes out of it, a quarantine for one, does so here and nowhere else.
CREATE VIEW rated_votes AS
  SELECT id, voter_id, winner_image_id, loser_image_id, winner_side, created_at FROM tournament_votes;

-- A fit as it was published. One an hour is kept, the last.
CREATE TABLE rating_snapshots (
  id SERIAL PRIMARY KEY,
  hour TIMESTAMP(6) NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_vote_id INTEGER NOT NULL,
  vote_count INTEGER NOT NULL,
  image_count INTEGER NOT NULL,
  -- The advantage of the left side in log-odds, and its standard error.
  gamma DOUBLE PRECISION NOT NULL,
  gamma_se DOUBLE PRECISION NOT NULL,
  -- dense: standard errors from the whole inverse. sparse: approximated.
  errors VARCHAR(10) NOT NULL
);
CREATE UNIQUE INDEX uq_rating_snapshots_hour ON rating_snapshots (hour);

-- Images with a rated match, hidden ones too; those that are not on the board have no ranks.
CREATE TABLE image_ratings (
  image_id INTEGER PRIMARY KEY,
  -- In log-odds, with its standard error.
  strength DOUBLE PRECISION NOT NULL,
  se DOUBLE PRECISION NOT NULL,
  rating DOUBLE PRECISION NOT NULL,
  rating_low DOUBLE PRECISION NOT NULL,
  rating_high DOUBLE PRECISION NOT NULL,
  rank INTEGER,
  rank_low INTEGER,
  rank_high INTEGER,
  matches INTEGER NOT NULL,
  wins INTEGER NOT NULL,
  CONSTRAINT image_ratings_image_id_fkey FOREIGN KEY (image_id) REFERENCES image_posts (id)
    ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX ix_image_ratings_rating ON image_ratings (rating DESC, image_id DESC);

-- How a rating went. A row an hour in which the image had a match, later thinned to the last of each day.
CREATE TABLE rating_history (
  image_id INTEGER NOT NULL,
  hour TIMESTAMP(6) NOT NULL,
  rating DOUBLE PRECISION NOT NULL,
  rating_low DOUBLE PRECISION NOT NULL,
  rating_high DOUBLE PRECISION NOT NULL,
  rank INTEGER,
  matches INTEGER NOT NULL,
  PRIMARY KEY (image_id, hour),
  CONSTRAINT rating_history_image_id_fkey FOREIGN KEY (image_id) REFERENCES image_posts (id)
    ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX ix_rating_history_hour ON rating_history (hour);

-- Reasons to read all votes again rather than the new ones. Rows are appended, so that nobody waits for anybody, and removed
-- once the fit that heeds them is stored.
CREATE TABLE rating_requests (
  id SERIAL PRIMARY KEY,
  reason VARCHAR(40) NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- A vote that was read already as settled, a minute old, changed or went: by a purge, by the deletion of an image, by hand.
CREATE FUNCTION request_rating_of_changed_votes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed WHERE created_at < (NOW() AT TIME ZONE 'UTC') - INTERVAL '50 seconds') THEN
    INSERT INTO rating_requests (reason) VALUES ('a settled vote changed');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tournament_votes_deleted AFTER DELETE ON tournament_votes
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION request_rating_of_changed_votes();
CREATE TRIGGER tournament_votes_updated AFTER UPDATE ON tournament_votes
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION request_rating_of_changed_votes();
