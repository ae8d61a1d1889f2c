-- What the vocabulary of searches has still to learn of posts that it has read: hidden, restored, edited or deleted since. Written
-- with the change itself, and read beside the site within seconds, so that no writer waits for the counts of words.
CREATE TABLE search_vocabulary_changes (
  id BIGSERIAL PRIMARY KEY,
  post_id INTEGER NOT NULL,
  lost TEXT,
  gained TEXT
);

CREATE FUNCTION note_changed_words() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_vocabulary_changes (post_id, lost, gained) VALUES (
    NEW.id, CASE WHEN OLD.is_active THEN OLD.search_text END, CASE WHEN NEW.is_active THEN NEW.search_text END);
  RETURN NULL;
END $$;
CREATE FUNCTION note_lost_words() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_vocabulary_changes (post_id, lost) SELECT id, search_text FROM gone WHERE is_active;
  RETURN NULL;
END $$;
-- A post that was still being written has not been read: the vocabulary waits for it.
CREATE TRIGGER image_posts_words_changed AFTER UPDATE OF is_active, prompt ON image_posts FOR EACH ROW
  WHEN (OLD.status <> 'pending' AND (OLD.is_active OR NEW.is_active)
    AND (OLD.is_active IS DISTINCT FROM NEW.is_active OR OLD.prompt IS DISTINCT FROM NEW.prompt))
  EXECUTE FUNCTION note_changed_words();
CREATE TRIGGER image_posts_words_lost AFTER DELETE ON image_posts
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_lost_words();

-- Words that only hidden or deleted posts have may be among those that were read so far: all are read again.
DELETE FROM search_vocabulary;
UPDATE search_progress SET last_post_id = 0;
