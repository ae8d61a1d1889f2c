-- Finding images by their prompts and by how they were made. Everything that can be looked up is a key in one index, so that any
-- combination of words and filters is one intersection. See docs/decisions/search.md.

-- Text as it is compared: one form for each character, small letters, one blank between words.
CREATE FUNCTION search_normal(words TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(regexp_replace(normalize(words, NFKC), '\s+', ' ', 'g'));

-- The parts by which `words`, normal already, are found: every two neighbouring characters within a word, every three of ASCII,
-- where two say little, every single character beyond ASCII, where one can be a word, and where one word follows another,
-- the end of the one with the beginning of the other. A % keeps them apart from words.
-- A loop, because it takes two thirds of the time that a query over the characters takes.
CREATE FUNCTION search_parts(words TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  letter TEXT;
  last TEXT := ' ';
  two TEXT := '';
  ending TEXT := '';
  place INTEGER := 0;
  found TEXT[] := '{}';
BEGIN
  FOREACH letter IN ARRAY
    string_to_array(translate(words, e'\t\n\r!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 35)) || ' ', NULL)
  LOOP
    IF letter = ' ' THEN
      IF place = 1 AND ending <> '' THEN
        found := found || ('%' || ending || ' ' || last);
      END IF;
      IF place > 0 THEN
        ending := CASE place WHEN 1 THEN last ELSE two END;
      END IF;
      place := 0;
    ELSE
      place := place + 1;
      IF octet_length(letter) > 1 THEN
        found := found || ('%' || letter);
      ELSIF place > 2 AND octet_length(two) = 2 THEN
        found := found || ('%' || two || letter);
      END IF;
      IF place > 1 THEN
        two := last || letter;
        found := found || ('%' || two);
        IF place = 2 AND ending <> '' THEN
          found := found || ('%' || ending || ' ' || two);
        END IF;
      END IF;
    END IF;
    last := letter;
  END LOOP;
  RETURN found;
END
$$;

-- The keys of a post. Beside its words and their parts: # and a letter for each thing that a field can ask for, and the ranges of
-- ids that it lies in, five sizes from 2,048 to 524,288, by which a search goes from the newest on.
CREATE FUNCTION search_keys(
  id INTEGER, search_words TSVECTOR, search_text TEXT, user_id INTEGER, model_name TEXT, sampler TEXT, seed TEXT, loras JSONB,
  width INTEGER, height INTEGER, generation_width INTEGER, generation_height INTEGER, has_workflow BOOLEAN
) RETURNS TSVECTOR LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 2000
  RETURN strip(search_words) || array_to_tsvector(array_remove(
    search_parts(search_text)
    || ARRAY[
      '#11:' || (id >> 11), '#13:' || (id >> 13), '#15:' || (id >> 15), '#17:' || (id >> 17), '#19:' || (id >> 19),
      '#u' || user_id, '#m=' || left(search_normal(model_name), 500), '#d' || seed,
      '#z' || width || 'x' || height, '#z' || generation_width || 'x' || generation_height,
      CASE WHEN width > 0 AND height > 0
        THEN CASE WHEN width > height THEN '#ol' WHEN width < height THEN '#op' ELSE '#os' END END,
      CASE WHEN has_workflow THEN '#w' END
    ]
    || ARRAY(SELECT '#m' || part FROM unnest(search_parts(search_normal(model_name))) AS part)
    || ARRAY(SELECT '#s' || part FROM unnest(search_parts(search_normal(sampler))) AS part)
    || ARRAY(
      SELECT '#l' || part
      FROM jsonb_array_elements(loras) AS lora, unnest(search_parts(search_normal(lora->>'name'))) AS part
    ),
    NULL
  ));

ALTER TABLE image_posts
  ADD COLUMN search_text TEXT GENERATED ALWAYS AS (search_normal(prompt)) STORED,
  ADD COLUMN search_words TSVECTOR GENERATED ALWAYS AS (to_tsvector('english', search_normal(prompt))) STORED;

-- The keys are in the index alone. It is written at once, because a search reads what waits to be written from end to end.
CREATE INDEX ix_image_posts_search ON image_posts USING gin (search_keys(
  id, search_words, search_text, user_id, model_name, sampler, seed, loras,
  width, height, generation_width, generation_height, workflow IS NOT NULL
)) WITH (fastupdate = off) WHERE is_active;
-- A search reads a few thousand rows at most; starting workers for that would take longer.
ALTER FUNCTION search_keys PARALLEL RESTRICTED;
-- Nothing asks for statistics of keys, and making the keys of 30,000 rows takes seconds.
ALTER INDEX ix_image_posts_search ALTER COLUMN 1 SET STATISTICS 0;
