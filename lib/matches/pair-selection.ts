import { cardShare, pickCard, putAway } from "./deck";
import type { Pair } from "./judged";
import { fact, factWidth, type Pool } from "./pool";
import { countEligible, type Drawing, drawUniform, isEligible, isExcluded, type Random } from "./uniform-pair";

export type { Pair };

export interface DrawnPair {
  /** Left, right. */
  readonly pair: Pair;
  /**
   * How likely chance was to bring this pair, in (0, 1]. Of a uniform draw: the share of uniform draws over the number of eligible
   * pairs. Else: how likely one of the two was the anchor and the other among the opponents that were looked at, before what this
   * voter may not judge was passed over; which of those opponents it is follows from the strengths and is no chance.
   */
  readonly probability: number;
}

/** Of so many draws one is uniform: it connects the graph, whatever the strengths say. */
const oneUniformIn = 10;
/** Of 100 other draws so many have a new image for their anchor, while there are new images that lack matches. */
const owedPercent = 28;
/** Opponents that an anchor is shown. */
const opponents = 30;
/** How often an anchor is drawn that this voter may not judge before the draw is a uniform one. */
const maxAnchors = 24;

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
  if (pool.ids.length < 2) return null;
  if (random(oneUniformIn) > 0) {
    const chosen =
      (pool.deck.left > 0 && random(100) < owedPercent && chooseOwed(pool, drawing, random)) ||
      chooseByWeight(pool, drawing, random);
    if (chosen) {
      const { anchor, opponent, card } = chosen;
      const pair: Pair = [
        pool.facts[anchor * factWidth + fact.id] as number,
        pool.facts[opponent * factWidth + fact.id] as number,
      ];
      const isLooked = Math.min(1, opponents / (pool.ids.length - 1));
      const isAnchor = anchorProbability(pool, anchor) + anchorProbability(pool, opponent);
      const probability = Math.min(1, (1 - 1 / oneUniformIn) * isAnchor * isLooked);
      if (card !== undefined && drawing.voterId !== null) putAway(pool.deck, card);
      return { pair: random(2) === 0 ? pair : [pair[1], pair[0]], probability };
    }
  }
  // Walks what the voter has judged, so only here: for one draw in ten, and where the others found nothing.
  const eligible = countEligible(pool, drawing);
  if (eligible <= 0) return null;
  return { pair: drawUniform(pool, drawing, eligible, random), probability: 1 / oneUniformIn / eligible };
}

interface Chosen {
  readonly anchor: number;
  readonly opponent: number;
  readonly card?: number;
}

function chooseOwed(pool: Pool, drawing: Drawing, random: Random): Chosen | null {
  for (let tries = 0; tries < maxAnchors; tries += 1) {
    const card = pickCard(pool.deck, random);
    const anchor = pool.deck.cards[card] as number;
    if (!isEligible(pool, drawing, anchor)) continue;
    const opponent = bestOpponent(pool, drawing, anchor, random);
    if (opponent >= 0) return { anchor, opponent, card };
  }
  return null;
}

function chooseByWeight(pool: Pool, drawing: Drawing, random: Random): Chosen | null {
  for (let tries = 0; tries < maxAnchors; tries += 1) {
    const anchor = drawAnchor(pool, random);
    if (!isEligible(pool, drawing, anchor)) continue;
    const opponent = bestOpponent(pool, drawing, anchor, random);
    if (opponent >= 0) return { anchor, opponent };
  }
  return null;
}

function drawAnchor({ ids, facts }: Pool, random: Random): number {
  const place = random(ids.length);
  const at = place * factWidth;
  return random(2 ** 32) / 2 ** 32 < (facts[at + fact.keep] as number) ? place : (facts[at + fact.alias] as number);
}

function anchorProbability({ facts, deck, anchorTotal }: Pool, place: number): number {
  const byWeight = (facts[place * factWidth + fact.weight] as number) / anchorTotal;
  const share = deck.left > 0 ? owedPercent / 100 : 0;
  return share * cardShare(deck, place) + (1 - share) * byWeight;
}

/**
 * The place of the opponent whose match with the anchor tells most; −1 when none of those that were looked at may be drawn. They
 * are neighbours from a random place on, which among shuffled places is as good as each drawn by itself.
 */
function bestOpponent(pool: Pool, drawing: Drawing, anchor: number, random: Random): number {
  const { ids, facts } = pool;
  const at = anchor * factWidth;
  const owner = facts[at + fact.owner] as number;
  const strength = facts[at + fact.strength] as number;
  const worth = facts[at + fact.worth] as number;
  const looks = Math.min(opponents, ids.length);
  let place = random(ids.length);
  let best = -1;
  let most = -1;
  for (let n = 0; n < looks; n += 1, place += 1) {
    if (place === ids.length) place = 0;
    if (place === anchor || !isEligible(pool, drawing, place)) continue;
    const other = place * factWidth;
    const odds = Math.exp(strength - (facts[other + fact.strength] as number));
    const told = (odds / (1 + odds) ** 2) * (worth + (facts[other + fact.worth] as number));
    // Between images of one author only if there is nothing else: it says nothing about authors, and looks like a favour.
    const value = facts[other + fact.owner] === owner ? told * 1e-6 : told;
    if (value <= most) continue;
    if (isExcluded(drawing, [facts[at + fact.id] as number, facts[other + fact.id] as number])) continue;
    best = place;
    most = value;
  }
  return best;
}
