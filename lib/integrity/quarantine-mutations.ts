import type { Moderator } from "@/lib/auth/viewer";
import { type Db, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { maySetActive } from "@/lib/moderation/authority";
import { requestRating } from "@/lib/rankings/projection-mutations";
import type { QuarantineState } from "./schema";

/**
 * Takes a voter's votes off the rated boards, or gives them back; with the audit line, and the request for a new fit,
 * in one transaction. The votes stay untouched: a restored board is the old one. Nothing is written when it already is so.
 * @throws AppError NOT_FOUND for who never voted; FORBIDDEN for a role above the actor's reach, or an actor who is no
 *   longer what they were
 */
export async function setQuarantine(
  { id, isQuarantined, reason }: { id: number; isQuarantined: boolean; reason: string | null },
  moderator: Moderator,
  db: typeof prisma = prisma,
): Promise<QuarantineState> {
  return db.$transaction(async (tx) => {
    await requireAuthority({ id, actorId: moderator.id }, tx);
    const changed = isQuarantined
      ? await tx.$executeRaw`
          INSERT INTO voter_quarantines (voter_id) SELECT ${id}::int
          WHERE EXISTS (SELECT 1 FROM tournament_votes WHERE voter_id = ${id}) ON CONFLICT DO NOTHING`
      : await tx.$executeRaw`DELETE FROM voter_quarantines WHERE voter_id = ${id}`;
    if (changed === 0) {
      const votes = await tx.tournamentVote.findFirst({ where: { voterId: id }, select: { id: true } });
      if (!votes) throw new AppError("NOT_FOUND");
      return { id, isQuarantined };
    }
    await tx.moderationAction.create({
      data: {
        actorId: moderator.id,
        action: isQuarantined ? "quarantine_votes" : "restore_votes",
        targetType: "user",
        targetId: id,
        reason,
        before: { isQuarantined: !isQuarantined },
        after: { isQuarantined },
      },
    });
    await requestRating("a quarantine changed", tx);
    return { id, isQuarantined };
  });
}

/** As for keeping a member out: moderators decide about plain members, admins about everybody. */
async function requireAuthority({ id, actorId }: { id: number; actorId: number }, tx: Db): Promise<void> {
  const rows = await tx.$queryRaw<{ id: number; role: "member" | "moderator" | "admin"; isActive: boolean }[]>`
    SELECT id, role, is_active AS "isActive" FROM users WHERE id IN (${id}, ${actorId}) ORDER BY id FOR SHARE`;
  const actor = rows.find((row) => row.id === actorId);
  const target = rows.find((row) => row.id === id);
  if (!actor?.isActive || !maySetActive(actor.role, target?.role ?? "member")) throw new AppError("FORBIDDEN");
}
