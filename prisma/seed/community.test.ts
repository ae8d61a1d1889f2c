import { expect, test } from "vitest";
import { handleField } from "@/lib/users/schema";
import { type Community, demoHandles, imagineCommunity } from "./community";
import { createRandom } from "./random";

const members = demoHandles.length;
const communities: Community[] = [20, 1, 2, 3].map((seed) => imagineCommunity(60, members, createRandom(seed)));

test.each(communities)(
  "nobody likes or judges their own, or anything that was not yet posted",
  ({ posts, likes, votes }) => {
    for (const like of likes) {
      expect(posts[like.post]?.author).not.toBe(like.member);
      expect(posts[like.post]?.hoursAgo).toBeGreaterThan(like.hoursAgo);
    }
    for (const vote of votes) {
      for (const image of [vote.winner, vote.loser]) {
        expect(posts[image]?.optedIn).toBe(true);
        expect(posts[image]?.author).not.toBe(vote.voter);
        expect(posts[image]?.hoursAgo).toBeGreaterThan(vote.hoursAgo);
      }
      expect(vote.drawProbability).toBeGreaterThan(0);
      expect(vote.drawProbability).toBeLessThanOrEqual(1);
    }
  },
);

test.each(communities)("a member likes a post once and judges a pair once, in either order", ({ likes, votes }) => {
  expect(new Set(likes.map((like) => `${like.member} ${like.post}`)).size).toBe(likes.length);
  const pairs = votes.map(
    ({ voter, winner, loser }) => `${voter} ${Math.min(winner, loser)} ${Math.max(winner, loser)}`,
  );
  expect(new Set(pairs).size).toBe(votes.length);
  for (const vote of votes) expect(vote.winner).not.toBe(vote.loser);
});

test.each(communities)(
  "the last day is busier than each of the two before, those busier than the days before them, and all lies within nine",
  ({ likes, votes, posts }) => {
    const acts = [...likes, ...votes].map((act) => act.hoursAgo);
    const during = (from: number, to: number) => acts.filter((hours) => hours >= from && hours < to).length;
    expect(during(0, 24)).toBeGreaterThan(during(24, 48));
    expect(during(0, 24)).toBeGreaterThan(during(48, 72));
    expect(during(24, 72) / 2).toBeGreaterThan(during(72, 216) / 6);
    expect(during(72, 216)).toBeGreaterThan(0);
    expect(during(0, 216)).toBe(acts.length);
    expect(posts.map((post) => post.hoursAgo)).toEqual(posts.map((post) => post.hoursAgo).toSorted((a, b) => b - a));
    expect(Math.max(...posts.map((post) => post.hoursAgo))).toBeLessThanOrEqual(240);
  },
);

test("the demo's handles are ones that a member could have chosen", () => {
  for (const handle of demoHandles) expect(handleField.safeParse(handle).success).toBe(true);
  expect(new Set(demoHandles.map((handle) => handle.toLowerCase())).size).toBe(demoHandles.length);
});
