import { expect, test } from "vitest";
import { parseLeaderboardPath } from "./leaderboard-path";

test.each([
  ["2", { page: 2, modelName: null }],
  ["model/a-b", { page: 1, modelName: "a-b" }],
  ["model/SDXL~201~2e0/3", { page: 3, modelName: "SDXL 1.0" }],
])("/leaderboard/%s is a page", (path, expected) => {
  expect(parseLeaderboardPath(path.split("/"))).toEqual(expected);
});

test.each(["1", "0", "-2", "201", "2/3", "x", "model", "model/a b", "model/a/1", "model/a/x", "model/a/2/3", "_"])(
  "/leaderboard/%s is none",
  (path) => {
    expect(parseLeaderboardPath(path.split("/"))).toBeNull();
  },
);
