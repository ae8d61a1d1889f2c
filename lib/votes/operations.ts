import { isDatabaseUnavailable } from "@/lib/db/errors";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { rememberJudged } from "@/lib/matches/candidates";
import { drawMatch, openPair, proposePair } from "@/lib/matches/draw";
import { exampleMatch } from "@/lib/matches/examples";
import type { DrawnPair, Pair } from "@/lib/matches/pair-selection";
import type { Match } from "@/lib/matches/schema";
import { findToken, giveBackToken, type MatchToken, takeToken } from "@/lib/matches/tokens";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { exampleImage } from "@/lib/posts/examples";
import { lookAgain } from "./look-again";
import { recordVote } from "./mutations";
import { findOutcome, findVote, hasJudged, listRevealed, listVotes } from "./queries";
import { castVoteInput, myVotes, myVotesInput, type VoteReceipt, voteReceipt } from "./schema";

interface Choice {
  readonly matchId: string;
  readonly winnerImageId: number;
  readonly loserImageId?: number | undefined;
}

function requireInPair({ winnerImageId, loserImageId }: Choice, [a, b]: Pair): void {
  const loser = winnerImageId === a ? b : a;
  if (winnerImageId !== a && winnerImageId !== b) throw new AppError("IMAGE_OUTSIDE_PAIR");
  if (loserImageId !== undefined && loserImageId !== loser) throw new AppError("IMAGE_OUTSIDE_PAIR");
}

/** Without an answer when it fails: a vote that was recorded is no error because nothing can be drawn after it. */
export async function unlessItFails<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError || isDatabaseUnavailable(error))) log.error({ err: error }, "no next match");
    return null;
  }
}

/** The match after this one; null when there is none, or none can be drawn now. */
export const drawNext = (voterId: number, avoid: readonly Pair[]): Promise<Match | null> =>
  unlessItFails(drawMatch(voterId, avoid));

/**
 * The answer to a submission without a token: the receipt again if its vote is there, since a lost response is no
 * error. A vote is a fact, so another choice than the recorded one is refused. `isRunning`: another submission has just taken the
 * token.
 */
async function answerAgain(choice: Choice, voterId: number, isRunning: boolean, next: () => Promise<Match | null>) {
  const look = () => findVote(voterId, choice.matchId);
  const vote = await (isRunning ? lookAgain(look) : look());
  if (!vote) throw new AppError("MATCH_EXPIRED", { data: { nextMatch: await next() } });
  requireInPair(choice, [vote.winnerImageId, vote.loserImageId]);
  if (vote.winnerImageId !== choice.winnerImageId) {
    throw new AppError("PAIR_ALREADY_JUDGED", { data: { vote, nextMatch: await next() } });
  }
  const [reveal, nextMatch] = await Promise.all([listRevealed(vote), next()]);
  return { vote, reveal, nextMatch, isRepeat: true };
}

/** Writes the vote of a redeemed token, and gives the token back when the database fails. */
async function redeem(token: MatchToken, winnerImageId: number, proposed: DrawnPair | null) {
  try {
    return await recordVote(token, winnerImageId, proposed?.pair ?? null);
  } catch (cause) {
    // Whether or not the row was written before the connection broke, the same token leads to the same vote.
    await giveBackToken(token);
    if (!isDatabaseUnavailable(cause)) log.error({ err: cause }, "a vote was not recorded");
    throw new AppError("VOTE_NOT_RECORDED", { retryAfter: 1, cause });
  }
}

const exampleVote = {
  id: 981,
  matchId: exampleMatch.matchId,
  winnerImageId: 42,
  loserImageId: 43,
  createdAt: new Date("2026-11-24T09:31:12Z"),
};

export const castVote = defineOperation({
  name: "castVote",
  actor: "member",
  limit: ["votes", "votesPerDay"],
  input: castVoteInput,
  output: voteReceipt,
  async run({ avoid, ...choice }, { viewer }): Promise<VoteReceipt> {
    const { matchId, winnerImageId } = choice;
    const token = await findToken(matchId);
    // Another voter's token is as good as none, and stays good for the other voter.
    if (token?.voterId !== viewer.id) return answerAgain(choice, viewer.id, false, () => drawNext(viewer.id, avoid));
    // Before the token is taken: it is still there for a choice inside the pair.
    requireInPair(choice, token.pair);

    const isTaken = await takeToken(token);
    const avoided = [...avoid, token.pair];
    if (!isTaken) return answerAgain(choice, viewer.id, true, () => drawNext(viewer.id, avoided));
    const proposed = await unlessItFails(proposePair(viewer.id, avoided));
    const { recorded, nextPictures } = await redeem(token, winnerImageId, proposed);
    const next = () =>
      proposed && nextPictures
        ? unlessItFails(openPair(viewer.id, { ...proposed, pictures: nextPictures }))
        : drawNext(viewer.id, avoided);
    if (recorded) {
      rememberJudged(viewer.id, token.pair);
      return { ...recorded, nextMatch: await next(), isRepeat: false };
    }
    if (await findVote(viewer.id, matchId)) return answerAgain(choice, viewer.id, false, next);
    const outcome = await findOutcome(viewer.id, matchId);
    if (outcome) throw new AppError("PAIR_ALREADY_JUDGED", { data: { outcome, nextMatch: await next() } });
    const isJudged = await hasJudged(viewer.id, token.pair);
    throw new AppError(isJudged ? "PAIR_ALREADY_JUDGED" : "IMAGE_WITHDRAWN", { data: { nextMatch: await next() } });
  },
  expires: ({ vote, isRepeat }) =>
    isRepeat
      ? {}
      : {
          soon: [
            cacheTags.top,
            cacheTags.ratings,
            cacheTags.post(vote.winnerImageId),
            cacheTags.post(vote.loserImageId),
          ],
        },
  rest: {
    method: "POST",
    path: "/tournaments/vote",
    tag: "tournaments",
    summary: "Judge a match: say which image wins.",
    description:
      "The loser follows from the match; where you name it, it is checked. Sending the same vote again is no error: the same receipt " +
      "comes back. The answer brings the next match, and so do 409 and 410, as `next_match` beside the error.",
    status: 201,
    otherwise: {
      status: 200,
      description: "The receipt of a vote that was recorded before.",
      when: (receipt) => receipt.isRepeat,
    },
    refuses: ["MATCH_EXPIRED", "IMAGE_OUTSIDE_PAIR", "IMAGE_WITHDRAWN", "PAIR_ALREADY_JUDGED", "VOTE_NOT_RECORDED"],
    example: {
      input: { matchId: exampleMatch.matchId, winnerImageId: 42, loserImageId: 43 },
      output: {
        vote: exampleVote,
        reveal: [42, 43].map((id) => {
          const { prompt, modelName, author, likeCount, tournamentWinCount } = exampleImage;
          return { id, prompt, modelName, author, likeCount, tournamentWinCount };
        }),
        nextMatch: exampleMatch,
        isRepeat: false,
      },
    },
  },
});

/** What the viewer judged, newest first. */
export const listMyVotes = defineOperation({
  name: "listMyVotes",
  actor: "member",
  limit: "reads",
  input: myVotesInput,
  output: myVotes,
  async run({ cursor, limit }, { viewer }) {
    const { items, nextCursor } = await listVotes({ voterId: viewer.id, beforeId: cursor, limit });
    return { items: [...items], nextCursor };
  },
  rest: {
    method: "GET",
    path: "/me/votes",
    tag: "me",
    summary: "Your votes, newest first.",
    example: { input: { limit: 50 }, output: { items: [exampleVote], nextCursor: null } },
  },
});
