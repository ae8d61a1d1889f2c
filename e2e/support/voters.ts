import { createMember, createPost, database } from "./community";

/** Posts and a member who has always chosen the left one of them. */
export async function alwaysLeft(baseURL: string) {
  const author = await createMember();
  const one = await createPost(baseURL, author);
  const other = await createPost(baseURL, await createMember());
  const voter = await createMember();
  await database().query(
    `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, created_at)
     SELECT gen_random_uuid()::text, $1, CASE n % 2 WHEN 0 THEN $2::int ELSE $3 END, CASE n % 2 WHEN 0 THEN $3 ELSE $2::int END,
       'left', NOW() - INTERVAL '2 hours' + n * INTERVAL '20 seconds'
     FROM generate_series(1, 80) AS n`,
    [voter.id, one.id, other.id],
  );
  return voter;
}
