import type { Comparisons } from "./comparisons";

/** The items that can be reached from the first one along the pairs that `leads` allows. */
function reached(comparisons: Comparisons, leads: (pair: number, fromFirst: boolean) => boolean): Uint8Array {
  const { size, starts, second } = comparisons;
  const neighbours: number[][] = Array.from({ length: size }, () => []);
  for (let i = 0; i < size; i += 1) {
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const j = second[e] as number;
      if (leads(e, true)) neighbours[i]?.push(j);
      if (leads(e, false)) neighbours[j]?.push(i);
    }
  }
  const seen = new Uint8Array(size);
  const open = size > 0 ? [0] : [];
  seen.fill(1, 0, Math.min(1, size));
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    for (const next of neighbours[item] ?? []) {
      if (seen[next]) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
  return seen;
}

/** An item that no chain of comparisons joins to the first; −1 when all are joined. */
export function findUnconnected(comparisons: Comparisons): number {
  const { leftCount, rightCount } = comparisons;
  return reached(comparisons, (e) => (leftCount[e] as number) + (rightCount[e] as number) > 0).indexOf(0);
}

/**
 * An item outside the circle of wins: no chain of wins leads from it to the first item, or none from the first to it. Then no
 * finite strengths are best (Ford 1957). −1 when there is none.
 */
export function findUnbounded(comparisons: Comparisons): number {
  const { leftCount, rightCount, leftWon, rightWon } = comparisons;
  const won = (e: number) => (leftWon[e] as number) + (rightWon[e] as number) > 0;
  const lost = (e: number) =>
    (leftCount[e] as number) + (rightCount[e] as number) > (leftWon[e] as number) + (rightWon[e] as number);
  const down = reached(comparisons, (e, fromFirst) => (fromFirst ? won(e) : lost(e))).indexOf(0);
  return down >= 0 ? down : reached(comparisons, (e, fromFirst) => (fromFirst ? lost(e) : won(e))).indexOf(0);
}
