import { pickCard, putAway } from "./deck";
import { chanceOf, mostTries, oneUniformIn, opponents, owedPercent, tellsOf } from "./draw-probability";
import type { Pair } from "./judged";
import { idAt, type Pool } from "./pool";
import { countEligible, type Drawing, drawUniform, isEligible, isExcluded, type Random } from "./uniform-pair";

export type { Pair };

export interface DrawnPair {
  /** Left, right. */
  readonly pair: Pair;
  /** How likely this draw was to bring this pair, on either side, in (0, 1]: see `chanceOf`. */
  readonly probability: number;
}

/**
 * Draws a pair of two images of the pool, neither of them the voter's own nor judged by the voter five times, the pair neither
 * judged before nor to `avoid`; null when there is none. The sides are chance.
 *
 * One draw in ten is uniform. Of the others more than every fourth takes a new image that is owed matches for its anchor, while there is
 * one; else the anchor is one whose place among the best is most in doubt. Of thirty random opponents it meets the one whose
 * match tells most: p(1−p) times what is unknown of both, which counts once more for those that may be among the best. Other
 * authors' are preferred. Nothing here grows with the pool, while a voter has not judged most of its pairs.
 *
 * A member's draw puts the card of its new image away; a stranger's, who cannot vote, leaves it.
 */
export function drawPair(pool: Pool, drawing: Drawing, random: Random): DrawnPair | null {
  if (pool.size < 2) return null;
  const eligible = countEligible(pool, drawing);
  if (eligible <= 0) return null;
  if (random(oneUniformIn) > 0) {
    const chosen =
      (pool.deck.left > 0 && random(100) < owedPercent && chooseOwed(pool, drawing, random)) ||
      chooseByWeight(pool, drawing, random);
    if (chosen) {
      const { anchor, opponent, card } = chosen;
      const probability = chanceOf(pool, drawing, eligible, [anchor, opponent]);
      if (card !== undefined && drawing.voterId !== null) putAway(pool.deck, card);
      const pair: Pair = [idAt(pool, anchor), idAt(pool, opponent)];
      return { pair: random(2) === 0 ? pair : [pair[1], pair[0]], probability };
    }
  }
  const pair = drawUniform(pool, drawing, eligible, random);
  const places = [pool.placeOf(pair[0]), pool.placeOf(pair[1])] as const;
  return { pair, probability: chanceOf(pool, drawing, eligible, places) };
}

interface Chosen {
  readonly anchor: number;
  readonly opponent: number;
  readonly card?: number;
}

function chooseOwed(pool: Pool, drawing: Drawing, random: Random): Chosen | null {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const card = pickCard(pool.deck, random);
    const anchor = pool.deck.cards[card] as number;
    if (!isEligible(pool, drawing, anchor)) continue;
    const opponent = bestOpponent(pool, drawing, anchor, random);
    if (opponent >= 0) return { anchor, opponent, card };
  }
  return null;
}

function chooseByWeight(pool: Pool, drawing: Drawing, random: Random): Chosen | null {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const anchor = drawAnchor(pool, random);
    if (!isEligible(pool, drawing, anchor)) continue;
    const opponent = bestOpponent(pool, drawing, anchor, random);
    if (opponent >= 0) return { anchor, opponent };
  }
  return null;
}

function drawAnchor({ size, keep, alias }: Pool, random: Random): number {
  const place = random(size);
  return random(2 ** 32) / 2 ** 32 < (keep[place] as number) ? place : (alias[place] as number);
}

/**
 * The place of the opponent whose match with the anchor tells most; −1 when none of those that were looked at may be drawn. They
 * are neighbours from a random place on, which among shuffled places is as good as each drawn by itself.
 */
function bestOpponent(pool: Pool, drawing: Drawing, anchor: number, random: Random): number {
  const { size } = pool;
  const looks = Math.min(opponents, size);
  const tells = tellsOf(pool, anchor);
  const anchorId = idAt(pool, anchor);
  let place = random(size);
  let best = -1;
  let most = -1;
  for (let n = 0; n < looks; n += 1, place += 1) {
    if (place === size) place = 0;
    if (place === anchor || !isEligible(pool, drawing, place)) continue;
    const told = tells(place);
    if (told <= most || isExcluded(drawing, [anchorId, idAt(pool, place)])) continue;
    best = place;
    most = told;
  }
  return best;
}
