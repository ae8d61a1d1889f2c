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
  /** How many cards each place has left. */
  readonly owed: Map<number, number>;
}

/** `lacking`: the places of new images with the number of matches that each lacks. */
export function createDeck(lacking: Iterable<readonly [place: number, matches: number]>): Deck {
  const owed = new Map(lacking);
  const cards = Int32Array.from([...owed].flatMap(([place, matches]) => Array<number>(matches).fill(place)));
  return { cards, left: cards.length, owed };
}

/** Where in the deck a card lies that chance chose. */
export const pickCard = (deck: Deck, random: Random): number => random(deck.left);

/** Puts a card away. */
export function putAway(deck: Deck, card: number): void {
  const place = deck.cards[card] as number;
  deck.left -= 1;
  deck.cards[card] = deck.cards[deck.left] as number;
  deck.owed.set(place, (deck.owed.get(place) as number) - 1);
}

/** How likely a picked card is one of a place. */
export const cardShare = ({ left, owed }: Deck, place: number): number =>
  left > 0 ? (owed.get(place) ?? 0) / left : 0;
