-- Random, and gone with its row: what is left of a purged vote then tells nobody what the vote was.
ALTER TABLE tournament_votes ADD COLUMN salt UUID NOT NULL DEFAULT gen_random_uuid();

-- What turns voters into pseudonyms. One row, made by the first sealing.
CREATE TABLE vote_log_key (
  id INTEGER PRIMARY KEY DEFAULT 1,
  key BYTEA NOT NULL,
  CONSTRAINT ck_vote_log_key_one CHECK (id = 1),
  CONSTRAINT ck_vote_log_key_length CHECK (octet_length(key) = 32)
);

-- Appended to, never changed. See docs/decisions/vote-log.md.
CREATE TABLE vote_seals (
  number INTEGER PRIMARY KEY,
  first_vote_id INTEGER NOT NULL,
  last_vote_id INTEGER NOT NULL,
  vote_ids INTEGER[] NOT NULL,
  digests BYTEA NOT NULL,
  root BYTEA NOT NULL,
  head BYTEA NOT NULL,
  sealed_at TIMESTAMP(3) NOT NULL,
  CONSTRAINT ck_vote_seals_number CHECK (number > 0),
  CONSTRAINT ck_vote_seals_votes CHECK (cardinality(vote_ids) > 0 AND octet_length(digests) = 32 * cardinality(vote_ids)),
  CONSTRAINT ck_vote_seals_hashes CHECK (octet_length(root) = 32 AND octet_length(head) = 32)
);
CREATE UNIQUE INDEX uq_vote_seals_last_vote_id ON vote_seals (last_vote_id);

CREATE TABLE vote_redactions (
  vote_id INTEGER PRIMARY KEY,
  reason VARCHAR(10) NOT NULL,
  redacted_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  CONSTRAINT ck_vote_redactions_reason CHECK (reason IN ('image', 'account'))
);

-- A sealed vote may go with its image or with its voter's account, and with nothing else. Looked at when the transaction
-- ends, so that it does not matter whether the votes or the account go first.
CREATE FUNCTION note_redacted_vote() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  why VARCHAR(10);
BEGIN
  IF (SELECT COUNT(*) FROM image_posts WHERE id IN (OLD.winner_image_id, OLD.loser_image_id)) < 2 THEN
    why := 'image';
  ELSIF NOT EXISTS (SELECT 1 FROM users WHERE id = OLD.voter_id) THEN
    why := 'account';
  ELSE
    RETURN NULL;
  END IF;
  IF (SELECT first_vote_id FROM vote_seals WHERE last_vote_id >= OLD.id ORDER BY last_vote_id LIMIT 1) <= OLD.id THEN
    INSERT INTO vote_redactions (vote_id, reason) VALUES (OLD.id, why) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tr_note_redacted_vote AFTER DELETE ON tournament_votes
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_redacted_vote();

-- What the tests of a voter's votes found the last time. A projection: it can be computed again from the votes.
CREATE TABLE voter_inspections (
  voter_id INTEGER PRIMARY KEY,
  last_vote_id INTEGER NOT NULL,
  vote_count INTEGER NOT NULL,
  evidence JSONB NOT NULL,
  -- The strongest test's evidence over its threshold, as a logarithm: above 0 the voter is suspicious.
  excess DOUBLE PRECISION NOT NULL,
  is_marked BOOLEAN NOT NULL,
  inspected_at TIMESTAMP(6) NOT NULL DEFAULT NOW()
);
CREATE INDEX ix_voter_inspections_marked ON voter_inspections (is_marked, excess);

-- Voters whose votes do not count on the rated boards. The votes themselves stay as they are.
CREATE TABLE voter_quarantines (
  voter_id INTEGER PRIMARY KEY,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW()
);

CREATE OR REPLACE VIEW rated_votes AS
  SELECT id, voter_id, winner_image_id, loser_image_id, winner_side, created_at FROM tournament_votes v
  WHERE NOT EXISTS (SELECT 1 FROM voter_quarantines q WHERE q.voter_id = v.voter_id);
