import type { PrismaClient } from "@/lib/db/prisma";
import { writeFinishedDays } from "./archive-mutations";
import { createAttempts } from "./attempts";
import { storeModelBoard } from "./model-board-mutations";
import { findModelSign } from "./model-board-queries";
import { createProjection } from "./projection";
import { thinHistory } from "./projection-mutations";

const hour = 3_600_000;

/**
 * What the leading server does again and again: the board, the models' after it, the days that have ended, and once an hour the
 * thinning of history. None of them waits for another that fails. What was read of the votes is held until a step fails.
 */
export function createRound(db?: PrismaClient, warn?: Parameters<typeof createAttempts>[0]) {
  const attempt = createAttempts(warn);
  let projection = createProjection(db);
  let isModelBoardDue = false;
  let modelSign: string | undefined;
  let thinnedAt = Number.NEGATIVE_INFINITY;

  return async function round(now = Date.now()): Promise<void> {
    const step = await attempt("ratings", () => projection.step());
    if (!step) projection = createProjection(db);
    if (step?.result) isModelBoardDue = true;
    // An image that is not opted in has its earlier votes there too, and its hiding makes no new ratings.
    const sign = await attempt("sign of the models", () => findModelSign(db));
    if (sign && sign.result !== modelSign) isModelBoardDue = true;
    modelSign = sign?.result ?? modelSign;
    if (isModelBoardDue) isModelBoardDue = !(await attempt("board of models", () => storeModelBoard(db)));
    await attempt("finished days", () => writeFinishedDays(db));
    if (now - thinnedAt > hour && (await attempt("thinning of history", () => thinHistory(db)))) thinnedAt = now;
  };
}
