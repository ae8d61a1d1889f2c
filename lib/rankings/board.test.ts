import { expect, test } from "vitest";
import { rate } from "./board";
import { createNumbering, pairVotes } from "./vote-pairs";

test.each([
  ["a single vote", [1]],
  ["votes of which the left side won each", [1, 1, 1]],
  ["votes of which the right side won each", [0, 0]],
])("after %s there is a board, and nothing is said of the sides", (_, sides) => {
  const winners = sides.map((_, n) => n + 1);
  const losers = sides.map(() => 100);
  const { fit, se, gammaSe } = rate(pairVotes(createNumbering(), [{ winners, losers, sides }]));
  expect([fit.gamma, gammaSe]).toEqual([0, 0]);
  expect([...fit.theta, ...se].every(Number.isFinite)).toBe(true);
});
