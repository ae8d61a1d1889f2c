import type { Expected } from "./case";

/** What most files of the corpus were asked for. */
export const common: Partial<Expected> = {
  prompt: "a paper lantern",
  negative_prompt: "plastic",
  steps: 30,
  cfg: 7,
  seed: 1234567890,
  width: 768,
  height: 512,
};
export const words = { prompt: "a paper lantern", negative_prompt: "plastic" };
export const numbers = { steps: 30, seed: 1234567890, width: 768, height: 512 };
export const text = (key: string, value: unknown) => ({
  key,
  value: typeof value === "string" ? value : JSON.stringify(value),
});
