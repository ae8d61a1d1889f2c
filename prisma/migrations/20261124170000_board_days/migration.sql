-- The Top 10 of each finished day (UTC), as it was when the day had ended. No foreign keys: what becomes of a post later
-- changes who is shown, never what was written.
CREATE TABLE board_days (
  day DATE PRIMARY KEY,
  like_count INTEGER NOT NULL,
  vote_count INTEGER NOT NULL,
  written_at TIMESTAMP(6) NOT NULL DEFAULT NOW()
);

CREATE TABLE board_day_entries (
  day DATE NOT NULL,
  rank INTEGER NOT NULL,
  image_post_id INTEGER NOT NULL,
  like_count INTEGER NOT NULL,
  win_count INTEGER NOT NULL,
  -- The place of the same post on the day before; null without a point on that day.
  previous_rank INTEGER,
  PRIMARY KEY (day, rank),
  CONSTRAINT ck_board_day_entries_rank CHECK (rank BETWEEN 1 AND 10),
  CONSTRAINT ck_board_day_entries_points CHECK (like_count >= 0 AND win_count >= 0 AND like_count + win_count > 0)
);
CREATE UNIQUE INDEX uq_board_day_entries_post ON board_day_entries (image_post_id, day);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once and never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER tr_board_days_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON board_days
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tr_board_day_entries_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON board_day_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
