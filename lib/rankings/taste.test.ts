import { expect, test } from "vitest";
import { tasteOf } from "./taste";

const over = (winner: number, loser: number, times = 1) => Array.from({ length: times }, () => ({ winner, loser }));

test("a personal board puts first what was chosen over what is strong, not what won most often", () => {
  // 1 won one match, against 2, which beat everything else; 9 won twice, against what never won.
  const board = tasteOf([...over(1, 2), ...over(2, 3), ...over(2, 4), ...over(2, 5), ...over(9, 3), ...over(9, 4)]);
  expect(board[0]).toMatchObject({ imageId: 1, wins: 1, losses: 0 });
  expect(board.find(({ imageId }) => imageId === 2)).toMatchObject({ wins: 3, losses: 1 });
});

test("strengths are finite and their mean is 0, also for an image that always won", () => {
  const board = tasteOf(over(1, 2, 40));
  expect(board.every(({ strength }) => Number.isFinite(strength))).toBe(true);
  expect(board.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(0, 8);
  expect(board[0]?.imageId).toBe(1);
});

test("no vote, no board; the order does not depend on that of the votes", () => {
  expect(tasteOf([])).toEqual([]);
  const votes = [...over(1, 2), ...over(3, 4), ...over(5, 6), ...over(2, 5)];
  expect(tasteOf(votes).map(({ imageId }) => imageId)).toEqual(
    tasteOf([...votes].reverse()).map(({ imageId }) => imageId),
  );
});
