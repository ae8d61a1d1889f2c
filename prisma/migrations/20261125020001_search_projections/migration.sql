-- What searches read and nobody writes: projections, which `npm run search -- rebuild` makes anew.

-- Until the triggers are there nobody else would count a like.
LOCK TABLE image_likes IN SHARE ROW EXCLUSIVE MODE;

-- Likes of each image, for lists by likes. The likes themselves stay the facts.
CREATE TABLE image_like_counts (
  image_id INTEGER PRIMARY KEY,
  likes INTEGER NOT NULL,
  CONSTRAINT image_like_counts_image_id_fkey FOREIGN KEY (image_id) REFERENCES image_posts (id)
    ON DELETE CASCADE ON UPDATE NO ACTION
);
INSERT INTO image_like_counts SELECT image_post_id, COUNT(*) FROM image_likes GROUP BY image_post_id;
CREATE INDEX ix_image_like_counts_most ON image_like_counts (likes DESC, image_id DESC) WHERE likes > 0;

-- A statement's likes are counted together, always in the same order, so that two statements never wait for each other.
CREATE FUNCTION count_new_likes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO image_like_counts AS counted (image_id, likes)
    SELECT image_post_id, COUNT(*) FROM changed GROUP BY image_post_id ORDER BY image_post_id
    ON CONFLICT (image_id) DO UPDATE SET likes = counted.likes + EXCLUDED.likes;
  RETURN NULL;
END $$;
-- A row stays at zero: taken away, it could be missed by a like that comes at the same time.
CREATE FUNCTION count_lost_likes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM image_like_counts WHERE image_id IN (SELECT image_post_id FROM changed) ORDER BY image_id FOR UPDATE;
  UPDATE image_like_counts AS counted SET likes = counted.likes - lost.likes
    FROM (SELECT image_post_id, COUNT(*) AS likes FROM changed GROUP BY image_post_id) AS lost
    WHERE counted.image_id = lost.image_post_id;
  RETURN NULL;
END $$;
CREATE TRIGGER image_likes_counted AFTER INSERT ON image_likes
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_new_likes();
CREATE TRIGGER image_likes_uncounted AFTER DELETE ON image_likes
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_lost_likes();

-- A word as it is compared with a misspelt one: Hangul by its letters, which is what one mistypes. Letters that are easily
-- mistaken for each other are written the same.
CREATE FUNCTION search_spelling(word TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN translate(normalize(word, NFD), U&'\1100\1101\1102\1103\1104\1105\1106\1107\1108\1109\110A\110B\110C\110D\110E\110F\1110\1111\1112\1161\1162\1163\1164\1165\1166\1167\1168\1169\116A\116B\116C\116D\116E\116F\1170\1171\1172\1173\1174\1175\11A8\11A9\11AB\11AE\11AF\11B7\11B8\11BA\11BB\11BC\11BD\11BE\11BF\11C0\11C1\11C2',
    'ggnddrmbbssqjjcktphaeaeoeoeovwzyulxyuwiikkndrmbssqjcktph');

-- What a word can become by one slip: itself, and itself without each of its letters. Two words that are one slip apart, be it a
-- letter more, less, another, or two that changed places, have one of these in common.
CREATE FUNCTION search_slips(word TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
  SELECT ARRAY(
    SELECT spelling
    UNION
    SELECT overlay(spelling PLACING '' FROM n FOR 1) FROM generate_series(1, length(spelling)) AS n
  ) FROM (SELECT search_spelling(word) AS spelling) AS spelt;
END;

-- Words of prompts with how many posts have used them, for guessing what a misspelt one meant. Hidden posts' words may be among
-- them: a guess is looked for before it is shown.
CREATE TABLE search_vocabulary (
  word VARCHAR(40) PRIMARY KEY,
  posts INTEGER NOT NULL
);
CREATE INDEX ix_search_vocabulary_slips ON search_vocabulary USING gin (search_slips(word));
-- How far the vocabulary has read. One row.
CREATE TABLE search_progress (
  id INTEGER PRIMARY KEY,
  last_post_id INTEGER NOT NULL,
  CONSTRAINT ck_search_progress CHECK (id = 1)
);
INSERT INTO search_progress VALUES (1, 0);
