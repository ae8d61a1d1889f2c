import { createAttempts } from "@/lib/rankings/attempts";
import { assessVoter } from "./assess-voter";
import { storeAssessment } from "./inspection-mutations";
import { findCrowdRatings, listInspectedVotes, listPendingVoters } from "./inspection-queries";

type Database = Parameters<typeof listPendingVoters>[1];

const attemptEach = createAttempts();

/**
 * Tests every voter whose votes grew by a twentieth since the last time, or at all since a minute, against the published board. Marks, and does nothing else: what
 * follows from a mark is a moderator's to say. A voter who cannot be tested holds no other up. Never on the way of a vote; may be cut short and run by anyone at any time.
 * @returns how many voters were looked at, at most `limit`
 */
export async function inspectVoters(
  { limit = 200, attempt = attemptEach }: { limit?: number; attempt?: typeof attemptEach } = {},
  db?: Database,
): Promise<number> {
  const pending = await listPendingVoters({ limit }, db);
  for (const { voterId, isCounted } of pending) {
    await attempt(`test of voter ${voterId}`, async () => {
      const votes = await listInspectedVotes(voterId, db);
      if (votes.length === 0) return;
      const images = votes.flatMap(({ winnerImageId, loserImageId }) => [winnerImageId, loserImageId]);
      const assessment = assessVoter(votes, await findCrowdRatings(images, db), isCounted);
      const lastVoteId = votes.reduce((last, { id }) => Math.max(last, id), 0);
      await storeAssessment({ voterId, lastVoteId, voteCount: votes.length }, assessment, db);
    });
  }
  return pending.length;
}
