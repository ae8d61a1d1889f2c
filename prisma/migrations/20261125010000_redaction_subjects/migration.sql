-- Which image or which account a redacted vote went with, so that a check of the log can look whether it is really gone. Rows
-- from before do not know; the database takes no new ones that do not.
ALTER TABLE vote_redactions ADD COLUMN subject_id INTEGER;
ALTER TABLE vote_redactions ADD CONSTRAINT ck_vote_redactions_subject CHECK (subject_id IS NOT NULL) NOT VALID;

CREATE OR REPLACE FUNCTION note_redacted_vote() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  why VARCHAR(10);
  subject INTEGER;
BEGIN
  SELECT each INTO subject FROM unnest(ARRAY[OLD.winner_image_id, OLD.loser_image_id]) AS each
    WHERE NOT EXISTS (SELECT 1 FROM image_posts WHERE id = each) LIMIT 1;
  IF subject IS NOT NULL THEN
    why := 'image';
  ELSIF NOT EXISTS (SELECT 1 FROM users WHERE id = OLD.voter_id) THEN
    why := 'account';
    subject := OLD.voter_id;
  ELSE
    RETURN NULL;
  END IF;
  IF (SELECT first_vote_id FROM vote_seals WHERE last_vote_id >= OLD.id ORDER BY last_vote_id LIMIT 1) <= OLD.id THEN
    INSERT INTO vote_redactions (vote_id, reason, subject_id) VALUES (OLD.id, why, subject) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
