/**
 * A prompt on one line of at most `max` characters, cut between words where that costs little, with an ellipsis.
 * Counts what a reader counts: an emoji of several code points is not torn apart.
 */
export function shortenPrompt(prompt: string, max: number): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  if (line.length <= max) return line;
  const characters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(line)];
  if (characters.length <= max) return line;
  const cut = line.slice(0, characters[max - 1]?.index);
  const space = cut.lastIndexOf(" ");
  return `${(space > max * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
