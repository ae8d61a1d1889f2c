/** The words with the particle for "with" or "into" that fits their last syllable: 로 after a vowel or ㄹ, else 으로. */
export function withRo(words: string): string {
  const final = ((words.codePointAt(words.length - 1) ?? 0) - 0xac00) % 28;
  return `${words}${final === 0 || final === 8 ? "로" : "으로"}`;
}
