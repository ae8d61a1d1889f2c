-- A voter judges a pair once, however many matches of it are open at the same moment. Votes that were not drawn here
-- (they have no probability) are as the specification lets them be.
CREATE UNIQUE INDEX uq_tournament_votes_drawn_pair ON tournament_votes
  (voter_id, LEAST(winner_image_id, loser_image_id), GREATEST(winner_image_id, loser_image_id))
  WHERE draw_probability IS NOT NULL;
