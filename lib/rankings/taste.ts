import { fitStrengths } from "./bradley-terry";
import { gather } from "./comparisons";
import { ridge } from "./ridge";

/** From so many votes on a personal board says something. */
export const tasteFrom = 30;

/** An image on a personal board. */
export interface Liking {
  readonly imageId: number;
  /** In log-odds, mean 0. */
  readonly strength: number;
  readonly wins: number;
  readonly losses: number;
}

/**
 * A voter's own board: Bradley–Terry strengths of what was chosen over what, strongest first; ties go to more wins, then
 * to the newer image. The ridge keeps an image that always won finite, and one that was seen once near the middle.
 */
export function tasteOf(choices: readonly { winner: number; loser: number }[]): Liking[] {
  const ids = [...new Set(choices.flatMap(({ winner, loser }) => [winner, loser]))];
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = (id: number) => places.get(id) as number;
  const wins = new Int32Array(ids.length);
  const losses = new Int32Array(ids.length);
  for (const { winner, loser } of choices) {
    wins[placeOf(winner)] = (wins[placeOf(winner)] as number) + 1;
    losses[placeOf(loser)] = (losses[placeOf(loser)] as number) + 1;
  }
  const { theta } = fitStrengths(
    gather(ids.length, {
      left: choices.map(({ winner }) => placeOf(winner)),
      right: choices.map(({ loser }) => placeOf(loser)),
      leftWins: choices.map(() => 1),
      rightWins: choices.map(() => 0),
    }),
    { ridge, side: false },
  );
  return ids
    .map((imageId, place) => ({
      imageId,
      strength: theta[place] as number,
      wins: wins[place] as number,
      losses: losses[place] as number,
    }))
    .sort((a, b) => b.strength - a.strength || b.wins - a.wins || b.imageId - a.imageId);
}
