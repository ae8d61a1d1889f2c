import { expect } from "vitest";
import type { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { forgetCandidates } from "@/lib/matches/candidates";
import { getMatch } from "@/lib/matches/operations";
import type { Expiry, Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { castVote } from "@/lib/votes/operations";
import { recordOutcome } from "@/lib/votes/outcome-operations";
import { undoVote } from "@/lib/votes/undo-operations";

export const voter: Viewer = { id: 1, handle: "voter", role: "member" };
export const stranger: Viewer = { id: 2, handle: "stranger", role: "member" };
const author = 3;

/** The client that the code under test uses. */
export const setPrisma = (prisma: PrismaClient) => Object.assign(globalThis, { podiumPrisma: prisma });

/** What the last write said of cached pages. */
export const expired: Expiry[] = [];

const call = <I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<"member", I, O>,
  input: unknown,
  viewer: Viewer,
) =>
  runOperation(operation, {
    requestId: "test",
    findViewer: async () => viewer,
    readInput: async () => input,
    expire: (expiry) => expired.push(expiry),
  });

export const draw = (viewer = voter, avoid = "") => call(getMatch, { avoid }, viewer);
export const vote = (input: unknown, viewer = voter) => call(castVote, input, viewer);
export const say = (input: unknown, viewer = voter) => call(recordOutcome, input, viewer);
export const undo = (matchId: string, viewer = voter) => call(undoVote, { matchId }, viewer);

/** The refusal that a call must end in. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}

/** Images of one author, ready to be drawn; everything that was there before is gone. */
export async function hang(db: PrismaClient, ids: readonly number[]): Promise<void> {
  await db.imagePost.deleteMany();
  await db.user.createMany({
    data: [voter, stranger, { id: author, handle: "author" }].map(({ id, handle }) => ({ id, handle })),
    skipDuplicates: true,
  });
  await db.imagePost.createMany({
    data: ids.map((id) => ({
      id,
      userId: author,
      imageUrl: `/media/${id}`,
      prompt: `prompt ${id}`,
      isTournamentOptIn: true,
    })),
  });
  forgetCandidates();
}
