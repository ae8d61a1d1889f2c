import { describe, expect, test } from "vitest";
import { fitStrengths } from "@/lib/rankings/bradley-terry";
import { gather } from "@/lib/rankings/comparisons";
import { denseErrors } from "@/lib/rankings/covariance";
import { createRandom } from "@/prisma/seed/random";
import { testAgreement } from "./agreement";
import { assessVoter, type InspectedVote, limits, suspicions } from "./assess-voter";
import { testAuthorFocus } from "./author-focus";
import { bernoulliTest } from "./bernoulli-test";
import { type CrowdRatings, crowdChances, logistic } from "./crowd";
import { testLeftShare } from "./left-share";
import { testSpeed } from "./speed";

const images = 120;
const authors = 12;
const authorOf = (image: number) => image % authors;

type Habit = (pair: { left: number; right: number; random: ReturnType<typeof createRandom> }) => {
  choosesLeft: boolean;
  seconds: number;
};

/** A site whose board was fitted from these voters' own votes, which are numbered from 0. */
function simulate(seed: number, habits: readonly Habit[], votesEach: number) {
  const random = createRandom(seed);
  const strengths = Array.from({ length: images }, () => random.normal());
  const votes: InspectedVote[][] = habits.map((habit) => {
    let at = 0;
    return Array.from({ length: votesEach }, () => {
      const left = random.int(0, images - 1);
      let right = left;
      while (right === left) right = random.int(0, images - 1);
      const { choosesLeft, seconds } = habit({ left, right, random });
      at += seconds;
      const [winner, loser] = choosesLeft ? [left, right] : [right, left];
      return {
        id: 1,
        winnerImageId: winner,
        loserImageId: loser,
        winnerSide: choosesLeft ? "left" : "right",
        winnerAuthorId: authorOf(winner),
        loserAuthorId: authorOf(loser),
        at,
      };
    });
  });
  return { strengths, votes, ratings: fitted(votes.flat()) };
}

function fitted(votes: readonly InspectedVote[]): CrowdRatings {
  const isLeft = (vote: InspectedVote) => vote.winnerSide === "left";
  const comparisons = gather(images, {
    left: votes.map((vote) => (isLeft(vote) ? vote.winnerImageId : vote.loserImageId)),
    right: votes.map((vote) => (isLeft(vote) ? vote.loserImageId : vote.winnerImageId)),
    leftWins: votes.map((vote) => Number(isLeft(vote))),
    rightWins: votes.map((vote) => Number(!isLeft(vote))),
  });
  const options = { ridge: 0.5, side: true };
  const fit = fitStrengths(comparisons, options);
  const { items } = denseErrors(comparisons, fit, options).model;
  const each = Array.from(fit.theta, (strength, id) => [id, { strength, se: items[id] as number }] as const);
  return { gamma: fit.gamma, lastVoteId: 1, images: new Map(each) };
}

/** Chooses as the strengths say, with a lean to the left, and looks first. `site` is filled in by who simulates. */
const honest =
  (site: { strengths?: number[] }, lean = 0.2): Habit =>
  ({ left, right, random }) => {
    const lead = (site.strengths?.[left] ?? 0) - (site.strengths?.[right] ?? 0);
    return { choosesLeft: random.chance(logistic(lead + lean)), seconds: random.between(1, 12) };
  };

/** The strengths come first out of the seed, so that habits can be told them beforehand. */
function strengthsOf(seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: images }, () => random.normal());
}

function withHonest(seed: number, count: number, others: readonly Habit[], votesEach: number) {
  const site = { strengths: strengthsOf(seed) };
  return simulate(seed, [...Array.from({ length: count }, () => honest(site)), ...others], votesEach);
}

/** The number of votes after which a voter is marked for that reason; Infinity for never. */
function markedAfter(votes: readonly InspectedVote[], ratings: CrowdRatings, reason: keyof typeof limits): number {
  for (let count = 1; count <= votes.length; count += 1) {
    const { evidence } = assessVoter(votes.slice(0, count), ratings, true);
    if (evidence[reason].peak > limits[reason]) return count;
  }
  return Number.POSITIVE_INFINITY;
}

test("honest voters are marked no more often than each test's α allows, over 600 of them", () => {
  const marked = { leftShare: 0, speed: 0, agreement: 0, authorFocus: 0 };
  let voters = 0;
  for (const seed of [1, 2, 3, 4]) {
    const { votes, ratings } = withHonest(seed, 150, [], 60);
    for (const own of votes) {
      voters += 1;
      const { evidence, isMarked } = assessVoter(own, ratings, true);
      const reasons = (Object.keys(limits) as (keyof typeof limits)[]).filter(
        (name) => evidence[name].peak > limits[name],
      );
      expect(isMarked).toBe(reasons.length > 0);
      for (const reason of reasons) marked[reason] += 1;
    }
  }
  expect(voters).toBe(600);
  expect(marked.agreement / voters).toBeLessThanOrEqual(0.05);
  for (const name of ["leftShare", "speed", "authorFocus"] as const)
    expect(marked[name] / voters, name).toBeLessThanOrEqual(0.01);
});

describe("dishonest voters are marked, among 100 honest ones of 60 votes each:", () => {
  const randomly: Habit = ({ random }) => ({ choosesLeft: random.chance(0.5), seconds: random.between(1, 12) });
  const leftwards: Habit = ({ random }) => ({ choosesLeft: true, seconds: random.between(1, 12) });
  const inHaste =
    (site: { strengths: number[] }): Habit =>
    (pair) => ({ ...honest(site)(pair), seconds: pair.random.between(0.1, 0.5) });
  const contrary =
    (site: { strengths: number[] }): Habit =>
    (pair) => {
      const choice = honest(site, 0)(pair);
      return { ...choice, choosesLeft: !choice.choosesLeft };
    };
  /** Honest but for one author, who always wins. */
  const forAuthor =
    (site: { strengths: number[] }, author: number): Habit =>
    (pair) => {
      const [isLeft, isRight] = [authorOf(pair.left) === author, authorOf(pair.right) === author];
      const choice = honest(site)(pair);
      return isLeft === isRight ? choice : { ...choice, choosesLeft: isLeft };
    };

  test("who clicks left, within 16 votes", () => {
    const { votes, ratings } = withHonest(11, 100, Array(8).fill(leftwards), 60);
    for (const own of votes.slice(100)) expect(markedAfter(own, ratings, "leftShare")).toBeLessThanOrEqual(16);
  });

  test("who is faster than the eye, within 6 votes", () => {
    const { votes, ratings } = withHonest(12, 100, Array(8).fill(inHaste({ strengths: strengthsOf(12) })), 60);
    for (const own of votes.slice(100)) expect(markedAfter(own, ratings, "speed")).toBeLessThanOrEqual(6);
  });

  test("who chooses against the crowd, within 30 votes", () => {
    const { votes, ratings } = withHonest(13, 100, Array(8).fill(contrary({ strengths: strengthsOf(13) })), 60);
    for (const own of votes.slice(100)) expect(markedAfter(own, ratings, "agreement")).toBeLessThanOrEqual(30);
  });

  test("who chooses at random, most of them within 60 votes and nine of ten within 120", () => {
    const { votes, ratings } = withHonest(14, 100, Array(20).fill(randomly), 120);
    const after = votes.slice(100).map((own) => markedAfter(own, ratings, "agreement"));
    expect(after.filter((count) => count <= 60).length).toBeGreaterThanOrEqual(11);
    expect(after.filter((count) => count <= 120).length).toBeGreaterThanOrEqual(18);
  });

  test("who helps one author, within 30 matches of that author", () => {
    const habits = Array(8).fill(forAuthor({ strengths: strengthsOf(15) }, 5));
    const { votes, ratings } = withHonest(15, 100, habits, 240);
    for (const own of votes.slice(100)) {
      const count = markedAfter(own, ratings, "authorFocus");
      const matches = own.slice(0, count).filter((vote) => [vote.winnerAuthorId, vote.loserAuthorId].includes(5));
      expect(count).toBeLessThan(240);
      expect(matches.length).toBeLessThanOrEqual(30);
      expect(assessVoter(own, ratings, true).evidence.authorFocus.authorId).toBe(5);
    }
  });
});

describe("each rule has its guards:", () => {
  const lefts = (count: number) => Array<"left">(count).fill("left");

  test("four votes never mark anybody, whatever they are", () => {
    expect(testLeftShare(lefts(4)).peak).toBe(0);
    expect(testSpeed([0, 0, 0, 0, 0]).peak).toBe(0);
    expect(testAgreement([0.02, 0.02, 0.02, 0.02]).peak).toBe(0);
    const choice = { winnerAuthorId: 1, loserAuthorId: 2, chance: 0.02 };
    expect(testAuthorFocus(Array(4).fill(choice)).peak).toBe(0);
  });

  test("the fifth vote may, with evidence enough", () => {
    expect(testAgreement(Array(5).fill(0.02)).peak).toBeGreaterThan(limits.agreement);
    expect(testSpeed([0, 0.1, 0.2, 0.3, 0.4, 0.5]).peak).toBeGreaterThan(limits.speed);
    const choice = { winnerAuthorId: 1, loserAuthorId: 2, chance: 0.02 };
    expect(testAuthorFocus(Array(5).fill(choice)).peak).toBeGreaterThan(limits.authorFocus);
  });

  test("agreement is the product of 1/(2p)", () => {
    const chances = [0.4, 0.3, 0.45, 0.2, 0.6];
    expect(testAgreement(chances).peak).toBeCloseTo(Math.log(chances.reduce((product, p) => product / (2 * p), 1)), 12);
    expect(testAgreement(chances).hits).toBe(1);
    expect(limits.agreement).toBeCloseTo(Math.log(20), 12);
  });

  test("evidence that was once there does not go away by voting along", () => {
    const against = testAgreement(Array(10).fill(0.2)).peak;
    expect(testAgreement([...Array(10).fill(0.2), ...Array(50).fill(0.8)]).peak).toBe(against);
  });

  test("a lean that people have is no habit: 60 of 100 on the left", () => {
    const sides = Array.from({ length: 100 }, (_, n) => (n % 5 < 3 ? "left" : "right") as "left" | "right");
    expect(testLeftShare(sides).peak).toBeLessThan(limits.leftShare);
    expect(testLeftShare(Array(30).fill("right")).peak).toBeGreaterThan(limits.leftShare);
    // However many there are: half a log-odds is 62 of 100.
    const leaning = Array.from({ length: 1_000 }, (_, n) =>
      (n * 62) % 100 < 62 ? ("left" as const) : ("right" as const),
    );
    expect(leaning.filter((side) => side === "left")).toHaveLength(620);
    expect(testLeftShare(leaning).peak).toBeLessThan(limits.leftShare);
  });

  test("each test marks by itself, and none does without evidence", () => {
    const [strong, weak] = [
      { strength: 3, se: 0.05 },
      { strength: -3, se: 0.05 },
    ];
    const ratings = {
      gamma: 0,
      lastVoteId: 0,
      images: new Map([
        [1, strong],
        [2, weak],
      ] as const),
    };
    // Even images of as many authors as votes, sides in turn, ten seconds each.
    const votes = Array.from({ length: 40 }, (_, n) => ({
      ...{ id: n + 1, winnerImageId: 10, loserImageId: 11, winnerSide: n % 2 ? ("left" as const) : ("right" as const) },
      ...{ winnerAuthorId: 100 + n, loserAuthorId: 200 + n, at: 10 * n },
    }));
    const marks = (change: (vote: InspectedVote, n: number) => Partial<InspectedVote>) => {
      const { evidence, isMarked } = assessVoter(
        votes.map((vote, n) => ({ ...vote, ...change(vote, n) })),
        ratings,
        false,
      );
      return [isMarked, ...suspicions.filter((name) => evidence[name].peak > limits[name])];
    };
    expect(marks(() => ({}))).toEqual([false]);
    expect(marks(() => ({ winnerSide: "left" }))).toEqual([true, "leftShare"]);
    expect(marks((_, n) => ({ at: n / 10 }))).toEqual([true, "speed"]);
    expect(marks(() => ({ winnerImageId: 2, loserImageId: 1 }))).toEqual([true, "agreement"]);
    expect(marks(() => ({ winnerAuthorId: 7 }))).toEqual([true, "authorFocus"]);
  });

  test("a vote whose side nobody recorded says nothing about sides", () => {
    expect(testLeftShare([...Array(50).fill(null), ...lefts(4)])).toEqual({ votes: 4, hits: 4, peak: 0 });
  });

  test("one quick choice in five is practice; the first vote has no gap", () => {
    const times = Array.from({ length: 100 }, (_, n) => n * 3 - (n % 5 === 0 ? 2.5 : 0));
    expect(testSpeed(times).hits).toBe(19);
    expect(testSpeed(times).peak).toBeLessThan(limits.speed);
    expect(testSpeed([5]).votes).toBe(0);
  });

  test("the test of a share is fair: its ratio is at most 1 on the average, for the worst honest share", () => {
    const votes = 10;
    for (const p of [0.1, 0.2]) {
      let mean = 0;
      for (let bits = 0; bits < 2 ** votes; bits += 1) {
        const outcomes = Array.from({ length: votes }, (_, n) => ((bits >> n) & 1) === 1);
        const hits = outcomes.filter(Boolean).length;
        // The peak is a maximum; the ratio at the end is what has a mean.
        const last = bernoulliTest(outcomes, { low: 0, high: 0.2 }).peak;
        if (last > Math.log(20)) mean += p ** hits * (1 - p) ** (votes - hits);
      }
      expect(mean).toBeLessThanOrEqual(1 / 20);
    }
  });

  test("whoever meets a hundred authors needs more evidence against the hundredth than against the first", () => {
    const met = Array.from({ length: 99 }, (_, n) => ({ winnerAuthorId: 100 + n, loserAuthorId: 1_000, chance: 0.5 }));
    const push = Array(6).fill({ winnerAuthorId: 7, loserAuthorId: 8, chance: 0.2 });
    expect(testAuthorFocus(push).peak).toBeGreaterThan(limits.authorFocus);
    expect(testAuthorFocus([...met, ...push]).peak).toBeLessThan(limits.authorFocus);
  });

  test("a match between two images of one author says nothing about favour", () => {
    const own = Array(50).fill({ winnerAuthorId: 7, loserAuthorId: 7, chance: 0.1 });
    expect(testAuthorFocus(own)).toMatchObject({ votes: 0, peak: 0, authorId: null });
  });
});

describe("the crowd's opinion", () => {
  const choice = { id: 1, winnerImageId: 1, loserImageId: 2, winnerSide: "left" as const };
  const known = (strength: number, se: number) =>
    new Map([
      [1, { strength, se }],
      [2, { strength: 0, se }],
    ] as const);

  test("of images that nobody has judged is even", () => {
    expect(crowdChances([choice], { gamma: 0, lastVoteId: 1, images: new Map() }, true)).toEqual([0.5]);
  });

  test("counts the side on which each was shown", () => {
    const ratings = { gamma: 0.4, lastVoteId: 1, images: known(0, 0.01) };
    const [left] = crowdChances([choice], ratings, false);
    const [right] = crowdChances([{ ...choice, winnerSide: "right" }], ratings, false);
    const [unknown] = crowdChances([{ ...choice, winnerSide: null }], ratings, false);
    expect(left).toBeCloseTo(logistic(0.4), 3);
    expect(right).toBeCloseTo(logistic(-0.4), 3);
    expect(unknown).toBeCloseTo(0.5, 12);
  });

  test("is drawn towards even by what is not known", () => {
    const [sure] = crowdChances([choice], { gamma: 0, lastVoteId: 1, images: known(2, 0.01) }, false);
    const [unsure] = crowdChances([choice], { gamma: 0, lastVoteId: 1, images: known(2, 1) }, false);
    expect(sure).toBeCloseTo(logistic(2), 3);
    expect(unsure).toBeLessThan(sure as number);
    expect(unsure).toBeGreaterThan(0.5);
  });

  test("is never beyond 2 and 98 in a hundred", () => {
    expect(crowdChances([choice], { gamma: 0, lastVoteId: 1, images: known(-30, 0.01) }, false)).toEqual([0.02]);
    expect(crowdChances([choice], { gamma: 0, lastVoteId: 1, images: known(30, 0.01) }, false)).toEqual([0.98]);
  });

  test("takes off the board only those of the voter's votes that it holds", () => {
    const ratings = { gamma: 0, lastVoteId: 1, images: known(1, 0.5) };
    const [held] = crowdChances([choice], ratings, true);
    const [newer] = crowdChances([{ ...choice, id: 2 }], ratings, true);
    expect(newer).toEqual(crowdChances([choice], ratings, false)[0]);
    expect(held).toBeLessThan(newer as number);
  });

  test("leaves the voter out: close to a fit without the voter's votes, and far from one with them", () => {
    const { votes, ratings } = withHonest(21, 60, [], 40);
    const own = votes[0] as InspectedVote[];
    const others = fitted(votes.slice(1).flat());
    const truth = crowdChances(own, others, false);
    const distance = (chances: number[]) =>
      chances.reduce((sum, p, n) => sum + Math.abs(p - (truth[n] as number)), 0) / chances.length;
    const left = distance(crowdChances(own, ratings, true));
    expect(left).toBeLessThan(0.01);
    expect(distance(crowdChances(own, ratings, false))).toBeGreaterThan(2 * left);
  });
});
