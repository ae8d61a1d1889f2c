import type { VoteColumns } from "@/lib/rankings/projection-queries";
import { toSide } from "@/lib/rankings/winner-side";
import type { VoteRecord } from "./vote-record";

/** Gathers votes from the log as a fit takes them, but for those of voters in quarantine and those after `upTo`. */
export function tallyVotes({
  quarantined,
  upTo = Number.POSITIVE_INFINITY,
}: {
  /** Pseudonyms. */
  quarantined: readonly string[];
  upTo?: number;
}) {
  const excluded = new Set(quarantined);
  const ids: number[] = [];
  const winners: number[] = [];
  const losers: number[] = [];
  const sides: number[] = [];
  const columns: VoteColumns = { ids, winners, losers, sides };
  return {
    columns,
    add({ id, voter, winnerImageId, loserImageId, winnerSide }: VoteRecord): void {
      if (id > upTo || excluded.has(voter)) return;
      ids.push(id);
      winners.push(winnerImageId);
      losers.push(loserImageId);
      sides.push(toSide(winnerSide));
    },
  };
}
