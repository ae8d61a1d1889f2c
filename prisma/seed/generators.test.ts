import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { works } from "./catalogue";
import { type Style, styles } from "./styles";

const small = { width: 120, height: 90 };
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Variance of the bytes: 0 for a flat picture. */
function variance(data: Uint8Array): number {
  const mean = data.reduce((sum, byte) => sum + byte, 0) / data.length;
  return data.reduce((sum, byte) => sum + (byte - mean) ** 2, 0) / data.length;
}

describe.each(Object.keys(styles) as Style[])("%s", (style) => {
  test("draws the same bytes for the same seed, others for another, and never a flat picture", () => {
    const draw = styles[style];
    const { data, prompt, width, height } = draw(3, small.width, small.height);
    const again = draw(3, small.width, small.height);
    expect(digest(again.data)).toBe(digest(data));
    expect(again.prompt).toBe(prompt);
    expect(digest(draw(4, small.width, small.height).data)).not.toBe(digest(data));
    expect([width, height, data.length]).toEqual([small.width, small.height, small.width * small.height * 3]);
    expect(variance(data)).toBeGreaterThan(40);
  });
});

test("every picture of the demo says what it shows, in the language it is to say it in", () => {
  expect(works.length).toBeGreaterThanOrEqual(55);
  expect(new Set(works.map((work) => work.style)).size).toBeGreaterThanOrEqual(8);
  for (const style of Object.keys(styles) as Style[]) {
    const { prompt, promptKo } = styles[style](1, 60, 60);
    expect(prompt).toMatch(/^[A-Z0-9][^가-힣]{60,}\.$/);
    expect(promptKo).toMatch(/[가-힣].{20,}\.$/);
    expect(`${prompt}${promptKo}`).not.toMatch(/undefined|NaN|null/);
  }
});
