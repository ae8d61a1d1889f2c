import { type Comparisons, gather } from "./comparisons";

/** Votes as the fit is given them; columns, a place a vote. */
interface Votes {
  readonly winners: readonly number[];
  readonly losers: readonly number[];
  /** See `toSide`. */
  readonly sides: readonly number[];
}

/** Gives images numbers from 0 in the order in which they appear. */
export function createNumbering() {
  const numbers = new Map<number, number>();
  const ids: number[] = [];
  return {
    ids,
    find: (id: number): number | undefined => numbers.get(id),
    of(id: number): number {
      let number = numbers.get(id);
      if (number === undefined) {
        number = ids.length;
        numbers.set(id, number);
        ids.push(id);
      }
      return number;
    },
  };
}
export type Numbering = ReturnType<typeof createNumbering>;

/** Gathers votes into pairs. Of a vote without a known side half is cast on each, so that it says nothing about the sides. */
export function pairVotes(numbering: Numbering, batches: readonly Votes[]): Comparisons {
  let length = 0;
  for (const { sides } of batches) for (const side of sides) length += side === -1 ? 2 : 1;
  const left = new Int32Array(length);
  const right = new Int32Array(length);
  const leftWins = new Float32Array(length);
  const rightWins = new Float32Array(length);
  let at = 0;
  const put = (winner: number, loser: number, isLeft: boolean, weight: number) => {
    left[at] = isLeft ? winner : loser;
    right[at] = isLeft ? loser : winner;
    leftWins[at] = isLeft ? weight : 0;
    rightWins[at] = isLeft ? 0 : weight;
    at += 1;
  };
  for (const { winners, losers, sides } of batches) {
    for (let n = 0; n < sides.length; n += 1) {
      const winner = numbering.of(winners[n] as number);
      const loser = numbering.of(losers[n] as number);
      const side = sides[n] as number;
      if (side >= 0) put(winner, loser, side === 1, 1);
      else for (const isLeft of [true, false]) put(winner, loser, isLeft, 0.5);
    }
  }
  return gather(numbering.ids.length, { left, right, leftWins, rightWins });
}
