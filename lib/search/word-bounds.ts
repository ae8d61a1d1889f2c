/** Letters and digits of the scripts that set blanks between words, in small: Latin, Greek, Cyrillic, Arabic, Hindi and the like. */
const spaced =
  "0-9a-zµß-öø-ͯͰ-ͽΆΈ-\u0588\u0591-\u060B\u060D-\u061A\u0620-\u06D3\u06D5-\u0963\u0966-\u0DFFა-ჿ\u1200-\u135F\u1E00-\u1FFF";
const isSpaced = new RegExp(`[${spaced}]`, "u");

/** Syllables of Korean, where particles follow the word without a blank. */
const hangul = "가-힣";
const isHangul = new RegExp(`[${hangul}]`, "u");

/**
 * A regular expression of the database for texts that have `text` as a word of its own; null where that is anywhere, because its
 * script shows no bounds of words, as those of Japan, China and Thailand. Of Korean it is at the beginning of a word; a phrase may begin within one.
 */
export function wordPattern(text: string, kind: "word" | "phrase"): string | null {
  const letters = [...text];
  const [first = "", last = ""] = [letters[0], letters.at(-1)];
  const begins = isSpaced.test(first)
    ? `(?:^|[^${spaced}])`
    : kind === "word" && isHangul.test(first)
      ? `(?:^|[^${hangul}])`
      : "";
  const ends = isSpaced.test(last) ? `(?:$|[^${spaced}])` : "";
  if (!begins && !ends) return null;
  return `${begins}${text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}${ends}`;
}
