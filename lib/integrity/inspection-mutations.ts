import { type Db, prisma } from "@/lib/db/prisma";
import type { Assessment } from "./assess-voter";

/** Keeps what the tests found about a voter, in the place of what they found before. */
export async function storeAssessment(
  { voterId, lastVoteId, voteCount }: { voterId: number; lastVoteId: number; voteCount: number },
  { evidence, excess, isMarked }: Assessment,
  db: Db = prisma,
): Promise<void> {
  const data = { lastVoteId, voteCount, evidence, excess, isMarked, inspectedAt: new Date() };
  await db.voterInspection.upsert({ where: { voterId }, create: { voterId, ...data }, update: data });
}
