import { batched } from "@/lib/db/batch";
import { statement } from "@/lib/db/statement";
import type { Pair } from "@/lib/matches/pair-selection";
import { isDrawable, type PictureRow, pictureColumns, toPictures } from "@/lib/matches/queries";
import type { MatchToken } from "@/lib/matches/tokens";
import type { Picture } from "@/lib/posts/schema";
import type { RevealedImage, Vote } from "./schema";

/** A vote to be written, with the pair that its voter might be shown next; zeros where none is proposed. */
interface Ballot {
  readonly token: MatchToken;
  readonly winnerImageId: number;
  readonly proposed: Pair | null;
}

/** An image that was judged, or is proposed as the next, or both. */
interface Row extends PictureRow, RevealedImage {
  /** Which of the ballots it belongs to, from 1. */
  place: number;
  isJudged: boolean;
  /** Null unless it is proposed. */
  isDrawable: boolean | null;
  voteId: number | null;
  votedAt: Date | null;
}

const insertVotes = statement<Row>(
  "insert-votes",
  `WITH ballot AS (
     SELECT * FROM unnest($1::varchar[], $2::int[], $3::int[], $4::int[], $5::varchar[], $6::float8[], $7::int[], $8::int[])
       WITH ORDINALITY AS b (match_id, voter_id, winner_id, loser_id, winner_side, probability, next_left, next_right, place)
   ), added AS (
     INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, draw_probability)
     SELECT match_id, voter_id, winner_id, loser_id, winner_side, probability FROM ballot
     WHERE (SELECT COUNT(*) FROM image_posts WHERE id IN (winner_id, loser_id) AND is_active AND is_tournament_opt_in) = 2
       AND NOT EXISTS (
         SELECT 1 FROM tournament_votes v
         WHERE v.voter_id = ballot.voter_id
           AND LEAST(v.winner_image_id, v.loser_image_id) = LEAST(winner_id, loser_id)
           AND GREATEST(v.winner_image_id, v.loser_image_id) = GREATEST(winner_id, loser_id)
       )
       AND NOT EXISTS (SELECT 1 FROM match_outcomes o WHERE o.voter_id = ballot.voter_id AND o.match_id = ballot.match_id)
     -- One order for all servers, so that two of them wait for each other's rows one way only.
     ORDER BY voter_id, match_id
     ON CONFLICT DO NOTHING
     RETURNING id, created_at, match_id, voter_id, winner_image_id
   )
   SELECT ballot.place::int, ${pictureColumns}, p.model_name AS "modelName", u.handle AS author,
     p.id IN (winner_id, loser_id) AS "isJudged", added.id AS "voteId", added.created_at AS "votedAt",
     CASE WHEN p.id IN (next_left, next_right)
       THEN ${isDrawable({ voter: "ballot.voter_id", left: "next_left", right: "next_right" })} END AS "isDrawable",
     CASE WHEN p.id IN (winner_id, loser_id)
       THEN (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) END AS "likeCount",
     -- A statement sees the table as it was when it began: its own votes are added by hand.
     CASE WHEN p.id IN (winner_id, loser_id)
       THEN (SELECT COUNT(*)::int FROM tournament_votes WHERE winner_image_id = p.id)
         + (SELECT COUNT(*)::int FROM added WHERE winner_image_id = p.id)
       END AS "tournamentWinCount"
   FROM ballot
   JOIN image_posts p ON p.id = ANY(ARRAY[winner_id, loser_id, next_left, next_right])
   LEFT JOIN added ON added.match_id = ballot.match_id AND added.voter_id = ballot.voter_id
   LEFT JOIN users u ON u.id = p.user_id
   ORDER BY ballot.place, p.id = winner_id DESC`,
);

const toRevealed = ({ id, prompt, modelName, author, likeCount, tournamentWinCount }: Row): RevealedImage => ({
  id,
  prompt,
  modelName,
  author,
  likeCount,
  tournamentWinCount,
});

export interface Recorded {
  /** Null, and nothing written, when an image was withdrawn, when the voter has judged the pair before, or this match has its vote or its outcome. */
  readonly recorded: { readonly vote: Vote; readonly reveal: RevealedImage[] } | null;
  /** The pictures of the proposed pair, if the voter may judge it next. */
  readonly nextPictures: [Picture, Picture] | null;
}

const sidesOf = ({ token: { pair }, winnerImageId }: Ballot) =>
  winnerImageId === pair[0]
    ? { winnerSide: "left", loserImageId: pair[1] }
    : { winnerSide: "right", loserImageId: pair[0] };

function toRecorded(ballot: Ballot, rows: readonly Row[]): Recorded {
  const { token, winnerImageId, proposed } = ballot;
  const drawable = rows.filter((row) => row.isDrawable);
  const nextPictures = proposed && toPictures(proposed, drawable);
  const id = rows[0]?.voteId;
  const createdAt = rows[0]?.votedAt;
  if (!id || !createdAt) return { recorded: null, nextPictures };
  const { matchId } = token;
  const vote = { id, matchId, winnerImageId, loserImageId: sidesOf(ballot).loserImageId, createdAt };
  return { recorded: { vote, reveal: rows.filter((row) => row.isJudged).map(toRevealed) }, nextPictures };
}

const record = batched<Ballot, Recorded>(async (ballots) => {
  const rows = await insertVotes([
    ballots.map(({ token }) => token.matchId),
    ballots.map(({ token }) => token.voterId),
    ballots.map(({ winnerImageId }) => winnerImageId),
    ballots.map((ballot) => sidesOf(ballot).loserImageId),
    ballots.map((ballot) => sidesOf(ballot).winnerSide),
    ballots.map(({ token }) => token.probability),
    ballots.map(({ proposed }) => proposed?.[0] ?? 0),
    ballots.map(({ proposed }) => proposed?.[1] ?? 0),
  ]);
  const rowsOf: Row[][] = ballots.map(() => []);
  for (const row of rows) rowsOf[row.place - 1]?.push(row);
  return ballots.map((ballot, index) => toRecorded(ballot, rowsOf[index] ?? []));
});

/**
 * Records the choice of `winnerImageId` in a match that its voter has just redeemed, reveals both images, the winner
 * first, counts included, and looks whether the proposed pair can be next: all in one round trip, which is most of what
 * a vote costs, and which votes that come together share. The constraints hold whatever runs at once.
 */
export function recordVote(token: MatchToken, winnerImageId: number, proposed: Pair | null): Promise<Recorded> {
  return record({ token, winnerImageId, proposed });
}
