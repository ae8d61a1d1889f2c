import { expect, test } from "vitest";
import { layOut, rate } from "./board";
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

test("equal images stand in the order of their ids, the newer one first, however the fit came to its last digits", () => {
  const ids = [11, 12, 13];
  const tally = { matches: Float64Array.of(1, 1, 1), wins: Float64Array.of(1, 1, 0) };
  const orderAfter = (...theta: number[]) => {
    const fit = { theta: Float64Array.from(theta), gamma: 0 };
    const rated = { fit, se: Float64Array.of(1, 1, 1), gammaSe: 0, errors: "dense" as const };
    return [...layOut(ids, tally, rated, { isShown: () => true, lastVoteId: 1, voteCount: 1 }).rank];
  };
  expect(orderAfter(0.4, 0.4, -0.8)).toEqual([2, 1, 3]);
  expect(orderAfter(0.400_000_01, 0.4, -0.8)).toEqual([2, 1, 3]);
  expect(orderAfter(0.4001, 0.4, -0.8)).toEqual([1, 2, 3]);
});
