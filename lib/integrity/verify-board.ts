import { rate } from "@/lib/rankings/board";
import { findSnapshot } from "@/lib/rankings/leaderboard-queries";
import { listPool, listRatedVotes, type VoteColumns } from "@/lib/rankings/projection-queries";
import { createNumbering, pairVotes } from "@/lib/rankings/vote-pairs";
import { asOfOneMoment, countRatingRequests, listPublishedRatings, listQuarantinedVoters } from "./board-queries";
import type { ExportedBoard } from "./export-file";
import { findLogKey, readLog } from "./log-queries";
import { listMisstated, type PublishedRating } from "./published-board";
import { type LogReport, verifyLog } from "./verify-log";
import { pseudonymOf } from "./vote-record";
import { tallyVotes } from "./vote-tally";

type Database = Parameters<typeof readLog>[0];

/** Two fits of the same votes agree to this, in log-odds: a fiftieth of a point. */
const tolerance = 1e-4;

/** Standard errors of a large board are approximated, from the last ones on: they agree to this part. */
const errorTolerance = 0.05;

export interface BoardReport {
  readonly images: number;
  readonly votes: number;
  /** Of them, those that are too young to be sealed. */
  readonly unsealed: number;
  /** The largest difference of a strength between the board and the fit; infinite when an image is on one alone. */
  readonly largestDifference: number;
  /** Images with a rating, an interval, a rank or a count that does not follow from the strengths, the errors and the votes. */
  readonly misstated: number;
  readonly isReproduced: boolean;
  /** Is there anything that the next fit will heed: votes that count no more, or again, or came late? Then the board is not to be this one. */
  readonly isDue: boolean;
}

function fitOf(votes: VoteColumns) {
  const numbering = createNumbering();
  const { ids } = numbering;
  const pairs = pairVotes(numbering, [votes]);
  const { fit, se } = rate(pairs);
  const strengths = ids.map((id, at) => [id, fit.theta[at] as number] as const).sort(([one], [other]) => one - other);
  return { ids, pairs, strengths, errors: new Map(ids.map((id, at) => [id, se[at] as number])), gamma: fit.gamma };
}

/** The strengths that votes make, by image id. */
export const strengthsOf = (votes: VoteColumns): ExportedBoard => fitOf(votes).strengths;

/** How far two boards are apart. */
export function compareStrengths(one: ExportedBoard, other: ExportedBoard): { largest: number; isSame: boolean } {
  const strengths = new Map(other);
  let largest = one.length === other.length ? 0 : Number.POSITIVE_INFINITY;
  for (const [id, strength] of one)
    largest = Math.max(largest, Math.abs(strength - (strengths.get(id) ?? Number.POSITIVE_INFINITY)));
  return { largest, isSame: largest <= tolerance };
}

/** The pseudonyms of the voters whose votes do not count. */
export async function quarantinedPseudonyms(db?: Database): Promise<string[]> {
  const key = await findLogKey(db);
  return key ? (await listQuarantinedVoters(db)).map((id) => pseudonymOf(id, key)) : [];
}

/**
 * Verifies the log, and fits the board again from the very lines that were verified, with the votes of the last minute
 * beside them, up to the last vote that the published board counts. All of it is read as of one moment, so that a site that goes on
 * meanwhile is compared with itself.
 */
export async function verifyLogAndBoard(
  options: { knownHead?: string | undefined } = {},
  db?: Parameters<typeof asOfOneMoment>[1],
): Promise<{ log: LogReport; board: BoardReport | null }> {
  return asOfOneMoment((tx) => verifyAsOf(options, tx), db);
}

async function verifyAsOf(
  { knownHead }: { knownHead?: string | undefined },
  db: Database,
): Promise<{ log: LogReport; board: BoardReport | null }> {
  const snapshot = await findSnapshot(db);
  const tally = tallyVotes({ quarantined: await quarantinedPseudonyms(db), upTo: snapshot?.lastVoteId ?? 0 });
  let lastSealed = 0;
  async function* walked() {
    for await (const batch of readLog(db)) {
      lastSealed = Math.max(lastSealed, ...batch.entries.slice(-1).map(({ id }) => id));
      yield batch;
    }
  }
  const log = await verifyLog(walked(), { knownHead, onVote: tally.add });
  if (!snapshot) return { log, board: null };
  const recent = await listRatedVotes(lastSealed, snapshot.lastVoteId, db);
  const votes: VoteColumns = {
    ids: [...tally.columns.ids, ...recent.ids],
    winners: [...tally.columns.winners, ...recent.winners],
    losers: [...tally.columns.losers, ...recent.losers],
    sides: [...tally.columns.sides, ...recent.sides],
  };
  const [published, pool] = [await listPublishedRatings(db), new Set(await listPool(db))];
  const fit = fitOf(votes);
  const board = published.map(({ imageId, strength }) => [imageId, strength] as const);
  const { largest, isSame } = compareStrengths(fit.strengths, board);
  const misstated = listMisstated(published, { ...fit, isShown: (id) => pool.has(id) }).length;
  const isSide = Math.abs(fit.gamma - snapshot.gamma) <= tolerance;
  const counts = [votes.ids.length === snapshot.voteCount, published.filter(isRanked).length === snapshot.imageCount];
  const isErrorSame = ({ imageId, se }: PublishedRating) =>
    Math.abs(se / (fit.errors.get(imageId) ?? 0) - 1) <= errorTolerance;
  return {
    log,
    board: {
      images: board.length,
      votes: votes.ids.length,
      unsealed: recent.ids.length,
      largestDifference: largest,
      misstated,
      isReproduced: isSame && misstated === 0 && isSide && counts.every(Boolean) && published.every(isErrorSame),
      isDue:
        (await countRatingRequests(db)) > 0 ||
        votes.ids.length !== snapshot.voteCount ||
        published.some((row) => isRanked(row) !== pool.has(row.imageId)),
    },
  };
}

const isRanked = ({ rank }: PublishedRating) => rank !== null;
