import { isDatabaseUnavailable } from "@/lib/db/errors";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { rememberJudged } from "@/lib/matches/candidates";
import { exampleMatch } from "@/lib/matches/examples";
import type { Pair } from "@/lib/matches/pair-selection";
import type { Match } from "@/lib/matches/schema";
import { findToken, giveBackToken, type MatchToken, takeToken } from "@/lib/matches/tokens";
import { defineOperation } from "@/lib/operation/define";
import { lookAgain } from "./look-again";
import { drawNext } from "./operations";
import { insertMatchOutcome } from "./outcome-mutations";
import { findOutcome, findVote } from "./queries";
import { type Outcome, type OutcomeReceipt, outcomeReceipt, recordOutcomeInput } from "./schema";

interface Said {
  readonly matchId: string;
  readonly outcome: Outcome;
}

/** The answer to a submission without a token: the same again if it was logged, since a lost response is no error. */
async function answerAgain(
  { matchId, outcome }: Said,
  voterId: number,
  isRunning: boolean,
  next: () => Promise<Match | null>,
): Promise<OutcomeReceipt> {
  const look = async () => {
    const [logged, vote] = await Promise.all([findOutcome(voterId, matchId), findVote(voterId, matchId)]);
    return logged || vote ? { logged, vote } : null;
  };
  const { logged, vote } = (await (isRunning ? lookAgain(look) : look())) ?? {};
  if (logged?.outcome === outcome) return { outcome: logged, nextMatch: await next(), isRepeat: true };
  if (logged) throw new AppError("PAIR_ALREADY_JUDGED", { data: { outcome: logged, nextMatch: await next() } });
  if (vote) throw new AppError("PAIR_ALREADY_JUDGED", { data: { vote, nextMatch: await next() } });
  throw new AppError("MATCH_EXPIRED", { data: { nextMatch: await next() } });
}

/** Logs the outcome of a redeemed token, and gives the token back when the database fails. */
async function redeem(token: MatchToken, outcome: Outcome) {
  try {
    return await insertMatchOutcome(token, outcome);
  } catch (cause) {
    await giveBackToken(token);
    if (!isDatabaseUnavailable(cause)) log.error({ err: cause }, "an outcome was not logged");
    throw new AppError("SERVICE_UNAVAILABLE", { retryAfter: 1, cause });
  }
}

/** Ends a match without a winner. It spends the token as a vote does, and rates nothing. */
export const recordOutcome = defineOperation({
  name: "recordOutcome",
  actor: "member",
  limit: ["votes", "votesPerDay"],
  input: recordOutcomeInput,
  output: outcomeReceipt,
  async run({ avoid, ...said }, { viewer }): Promise<OutcomeReceipt> {
    const next = (avoided: readonly Pair[]) => () => drawNext(viewer.id, avoided);
    const token = await findToken(said.matchId);
    // Another voter's token is as good as none, and stays good for the other voter.
    if (token?.voterId !== viewer.id) return answerAgain(said, viewer.id, false, next(avoid));

    const isTaken = await takeToken(token);
    const nextAfter = next([...avoid, token.pair]);
    if (!isTaken) return answerAgain(said, viewer.id, true, nextAfter);
    const outcome = await redeem(token, said.outcome);
    if (outcome) {
      if (said.outcome !== "skip") rememberJudged(viewer.id, token.pair);
      return { outcome, nextMatch: await nextAfter(), isRepeat: false };
    }
    const isKnown = (await findOutcome(viewer.id, said.matchId)) ?? (await findVote(viewer.id, said.matchId));
    if (isKnown) return answerAgain(said, viewer.id, false, nextAfter);
    throw new AppError("IMAGE_WITHDRAWN", { data: { nextMatch: await nextAfter() } });
  },
  rest: {
    method: "POST",
    path: "/tournaments/outcome",
    tag: "tournaments",
    summary: "End a match without a winner: skip it, call it a tie, or find both bad.",
    description: "Logged, never rated. The token is spent as by a vote; sending the same outcome again is no error.",
    status: 201,
    otherwise: {
      status: 200,
      description: "The receipt of an outcome that was logged before.",
      when: (receipt) => receipt.isRepeat,
    },
    refuses: ["MATCH_EXPIRED", "PAIR_ALREADY_JUDGED", "IMAGE_WITHDRAWN"],
    example: {
      input: { matchId: exampleMatch.matchId, outcome: "tie" },
      output: {
        outcome: {
          id: 9,
          matchId: exampleMatch.matchId,
          outcome: "tie",
          leftImageId: 42,
          rightImageId: 43,
          createdAt: new Date("2026-11-24T12:00:00Z"),
        },
        nextMatch: null,
        isRepeat: false,
      },
    },
  },
});
