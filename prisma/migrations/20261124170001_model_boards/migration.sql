-- The board of models as it was last computed, beside the ratings and off every request. A projection: it can be emptied.
CREATE TABLE model_boards (
  id INTEGER PRIMARY KEY DEFAULT 1,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  board JSONB NOT NULL,
  CONSTRAINT ck_model_boards_one CHECK (id = 1)
);
