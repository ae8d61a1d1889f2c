import type { Random } from "./uniform-pair";

/**
 * What new images are still owed: a card for each match that one lacks. A card drawn at random is put away when its match is
 * opened, so as many draws as there are cards give every one of them what it was promised, however old the pool is by then.
 * A match that nobody judges brings its card back when the pool is read again.
 */
export interface Deck {
  /** Places, shuffled by being drawn at random; those from `left` on are put away. */
  readonly cards: Int32Array;
  left: number;
  /** How many cards each place has left, and all places of an owner. */
  readonly owed: Map<number, number>;
  readonly owedTo: Map<number, number>;
  readonly owners: ReadonlyMap<number, number>;
}

/** A place that lacks matches. */
export interface Lacking {
  readonly place: number;
  readonly ownerId: number;
  readonly matches: number;
}

export function createDeck(lacking: readonly Lacking[]): Deck {
  const owed = new Map(lacking.map(({ place, matches }) => [place, matches]));
  const owners = new Map(lacking.map(({ place, ownerId }) => [place, ownerId]));
  const owedTo = new Map<number, number>();
  for (const { ownerId, matches } of lacking) owedTo.set(ownerId, (owedTo.get(ownerId) ?? 0) + matches);
  const cards = new Int32Array(lacking.reduce((sum, { matches }) => sum + matches, 0));
  let at = 0;
  for (const { place, matches } of lacking) {
    cards.fill(place, at, at + matches);
    at += matches;
  }
  return { cards, left: cards.length, owed, owedTo, owners };
}

/** Where in the deck a card lies that chance chose. */
export const pickCard = (deck: Deck, random: Random): number => random(deck.left);

/** Puts a card away. */
export function putAway(deck: Deck, card: number): void {
  const place = deck.cards[card] as number;
  const owner = deck.owners.get(place) as number;
  deck.left -= 1;
  deck.cards[card] = deck.cards[deck.left] as number;
  deck.owed.set(place, (deck.owed.get(place) as number) - 1);
  deck.owedTo.set(owner, (deck.owedTo.get(owner) as number) - 1);
}
