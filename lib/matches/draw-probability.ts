import { idAt, look, lookWidth, type Pool } from "./pool";
import { type Drawing, isEligible, isExcluded } from "./uniform-pair";

/** Of so many draws one is uniform: it connects the graph, whatever the strengths say. */
export const oneUniformIn = 10;
/** Of 100 other draws so many have a new image for their anchor, while there are new images that lack matches. */
export const owedPercent = 28;
/** Opponents that an anchor is shown. */
export const opponents = 30;
/** How often an anchor is drawn that this voter may not judge before another kind of draw has its turn. */
export const mostTries = 24;

/**
 * What a match of an anchor with each place tells: p(1−p) times what it is worth to know both. Between images of one author nearly
 * nothing, so that they meet only if there is nothing else: it says little about authors, and looks like a favour.
 */
export function tellsOf({ whole, real }: Pool, anchor: number): (place: number) => number {
  const at = anchor * lookWidth;
  const owner = whole[at + look.owner] as number;
  const strength = real[at + look.strength] as number;
  const worth = real[at + look.worth] as number;
  return (place) => {
    const other = place * lookWidth;
    const odds = Math.exp(strength - (real[other + look.strength] as number));
    const told = (odds / (1 + odds) ** 2) * (worth + (real[other + look.worth] as number));
    return whole[other + look.owner] === owner ? told * 1e-6 : told;
  };
}

/**
 * The probability with which a draw for this voter brings the pair at these places, on either side, by whichever way: as a uniform
 * pair, with either of the two as an anchor by its weight, or as a new image that is owed matches. It is exact given the pool as it lies in
 * this process, its shuffled places and its cards, and what the voter has judged; but for anchors without an opponent among those
 * they are shown, which is the rarer the larger a pool is. Over a fresh pool it is exact on average over the shuffles.
 */
export function chanceOf(
  pool: Pool,
  drawing: Drawing,
  eligible: number,
  [one, other]: readonly [number, number],
): number {
  const { deck, anchorTotal } = pool;
  const out = notEligible(pool, drawing);
  const byWeight = accepted(out.weight / anchorTotal);
  const byCard = deck.left > 0 ? accepted(out.cards / deck.left) : { each: 0, none: 1 };
  const owed = deck.left > 0 ? owedPercent / 100 : 0;
  const weighted = 1 - owed + owed * byCard.none;
  const chosen = (anchor: number, opponent: number) => {
    const isAnchor =
      (weighted * byWeight.each * (pool.weight[anchor] as number)) / anchorTotal +
      (deck.left > 0 ? (owed * byCard.each * (deck.owed.get(anchor) ?? 0)) / deck.left : 0);
    return isAnchor > 0 ? isAnchor * meets(pool, drawing, anchor, opponent) : 0;
  };
  const uniform = 1 / oneUniformIn;
  const rest = 1 - uniform;
  const isUniform = uniform + rest * weighted * byWeight.none;
  return Math.min(1, isUniform / eligible + rest * (chosen(one, other) + chosen(other, one)));
}

/** Of draws repeated until one is eligible, `mostTries` at most: by how much each eligible one gains, and how likely none is. */
function accepted(refused: number): { each: number; none: number } {
  const share = Math.min(1, Math.max(0, refused));
  const none = share ** mostTries;
  return { each: share < 1 ? (1 - none) / (1 - share) : 0, none };
}

/** The weight as anchors, and the cards, of the images that this voter may not judge: the own ones, and those judged as often as may be. */
function notEligible({ shares, placeOf, weight, deck, ...pool }: Pool, { voterId, judged }: Drawing) {
  let out = voterId === null ? 0 : (shares.get(voterId)?.weight ?? 0);
  let cards = voterId === null ? 0 : (deck.owedTo.get(voterId) ?? 0);
  for (const id of judged.full) {
    const place = placeOf(id);
    if (place < 0 || pool.whole[place * lookWidth + look.owner] === voterId) continue;
    out += weight[place] as number;
    cards += deck.owed.get(place) ?? 0;
  }
  return { weight: out, cards };
}

/** How likely the opponent is the one whose match tells most among the neighbours that an anchor is shown, from a random place on. */
function meets(pool: Pool, drawing: Drawing, anchor: number, opponent: number): number {
  const { size } = pool;
  const looks = Math.min(opponents, size);
  const tells = tellsOf(pool, anchor);
  const told = tells(opponent);
  const anchorId = idAt(pool, anchor);
  /** How many steps away the first place is that would be met instead: the first of equals is. */
  const way = (step: 1 | -1) => {
    let place = opponent;
    for (let n = 1; n < looks; n += 1) {
      place += step;
      if (place === size) place = 0;
      else if (place < 0) place = size - 1;
      if (place === anchor) continue;
      const its = tells(place);
      if (step > 0 ? its <= told : its < told) continue;
      if (isEligible(pool, drawing, place) && !isExcluded(drawing, [anchorId, idAt(pool, place)])) return n;
    }
    return looks;
  };
  const after = way(1);
  // So many of the rows of neighbours that have the opponent have nobody better.
  return Math.max(0, way(-1) + after - looks) / size;
}
