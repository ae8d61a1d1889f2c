/**
 * Text as it is compared, as the database's search_normal makes it: one form for each character, small letters, one blank
 * between words. Letter by letter, because the database's letters do not change their number.
 */
export function comparable(text: string): string {
  const letters = Array.from(text.normalize("NFKC"), (letter) => {
    const small = letter.toLowerCase();
    return [...small].length === 1 ? small : letter;
  });
  return letters.join("").replace(/\s+/g, " ").trim();
}

/** The words of a text as search_parts has them: what stands between blanks and ASCII's signs. */
const wordsOf = (text: string) =>
  text
    .split(/[\t\n\r -/:-@[-`{-~]+/)
    .filter((word) => word !== "")
    .map((word) => [...word]);

const isAscii = (letter: string | undefined) => letter !== undefined && letter.charCodeAt(0) < 128;

/** The parts of one word that say most, in their order. */
function* partsOfWord(word: readonly string[]): Generator<string> {
  if (word.length === 1 && !isAscii(word[0])) yield `${word[0]}`;
  for (let at = 0; at + 1 < word.length; at += 1) {
    const [before, first, second, third] = [word[at - 1], word[at], word[at + 1], word[at + 2]];
    const isPlain = isAscii(first) && isAscii(second);
    if (isPlain && isAscii(third)) yield `${first}${second}${third}`;
    else if (!(isPlain && isAscii(before))) yield `${first}${second}`;
  }
}

/** Parts of a word that are looked up. They overlap, so that a few, spread over it, say almost as much as all of them. */
const enoughParts = 5;

function spread(parts: readonly string[]): string[] {
  const step = Math.ceil(parts.length / enoughParts);
  return parts.filter((_, at) => at % step === 0 || at === parts.length - 1);
}

/** Where words follow each other; not beside a lone letter at an end, which can be the end of a longer word. */
function* seamsOf(words: readonly string[][]): Generator<string> {
  for (const [at, next] of words.entries()) {
    const word = words[at - 1];
    if (!word || (at === 1 && word.length === 1) || (at === words.length - 1 && next.length === 1)) continue;
    yield `${word.slice(-2).join("")} ${next.slice(0, 2).join("")}`;
  }
}

/**
 * The keys of the index that every text has which contains `text`: of the parts that search_parts makes, the ones that say
 * most. For a text with neither two neighbouring characters nor one beyond ASCII there are none.
 */
export function partsWithin(text: string): string[] {
  const words = wordsOf(text);
  return [...new Set([...words.flatMap((word) => spread([...partsOfWord(word)])), ...seamsOf(words)])].map(
    (part) => `%${part}`,
  );
}
