import { shortenPrompt } from "./prompt-text";
import { plainPrompt } from "./prompt-words";

/** The most characters of a text that stands for an image, in code points: screen readers read it out in one breath. */
export const altTextLength = 300;
/** A suggestion is shorter, in what a reader counts as characters. */
const suggestionLength = 125;

/** What stands for an image when its author says nothing else: what its prompt tells, or the prompt itself where that is all. */
export function suggestAltText(prompt: string): string {
  const text = shortenPrompt(plainPrompt(prompt) || prompt, suggestionLength);
  // One "character" can be any number of code points.
  return [...text].slice(0, altTextLength).join("");
}

/** The text that stands for an image wherever it is not seen. */
export function altTextOf({ altText, prompt }: { altText: string | null; prompt: string }): string {
  return altText ?? suggestAltText(prompt);
}

/** The same where the prompt stands beside the image: nothing that would be read twice. */
export function altTextBeside({ altText, prompt }: { altText: string; prompt: string }): string {
  return altText === suggestAltText(prompt) ? "" : altText;
}

/** What is kept of a text that an author sent: nothing where it is what we would suggest, so that it follows the prompt. */
export function ownAltText(altText: string | null, prompt: string): string | null {
  return altText === null || altText === "" || altText === suggestAltText(prompt) ? null : altText;
}
