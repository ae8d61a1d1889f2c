/**
 * `npm run bench -- rank`: what rating and drawing cost, on one core of this machine. Exit code 1 when a goal is missed.
 */
import { randomInt } from "node:crypto";
import { createJudged, type Judged, pairSet } from "@/lib/matches/judged";
import { drawPair } from "@/lib/matches/pair-selection";
import { createPool, type Pool } from "@/lib/matches/pool";
import { createRating } from "@/lib/rankings/board";
import { gather } from "@/lib/rankings/comparisons";
import { seeded } from "@/lib/rankings/seeded";
import { median } from "./load";

const images = 100_000;
const votes = 10_000_000;
/** How often 1,000 votes more are rated. */
const refits = 15;

function cast(count: number, truth: Float64Array, random: () => number) {
  const outcomes = {
    left: new Int32Array(count),
    right: new Int32Array(count),
    leftWins: new Uint8Array(count),
    rightWins: new Uint8Array(count),
  };
  for (let n = 0; n < count; n += 1) {
    const left = Math.floor(images * random());
    const right = (left + 1 + Math.floor((images - 1) * random())) % images;
    const wins = random() < 1 / (1 + Math.exp((truth[right] as number) - (truth[left] as number) - 0.1));
    outcomes.left[n] = left;
    outcomes.right[n] = right;
    outcomes[wins ? "leftWins" : "rightWins"][n] = 1;
  }
  return outcomes;
}

/** In seconds of a processor, so that what else the machine does counts for little; the collector's threads are in it. */
function timed<T>(work: () => T): { result: T; seconds: number } {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return { result, seconds: (user + system) / 1e6 };
}

function line(isGood: boolean, name: string, ratio: number, detail: string): boolean {
  console.log(`${isGood ? "✓" : "✗"} ${name.padEnd(52)} ${ratio.toFixed(2)}  (${detail})`);
  return isGood;
}

function benchFit(): boolean[] {
  const random = seeded(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = Float64Array.from({ length: images }, normal);
  const all = cast(votes, truth, random);
  // The least that any method must do: look at each vote and at both of its images once.
  const seen = new Float64Array(images);
  const look = timed(() => {
    for (let n = 0; n < votes; n += 1) {
      const [left, right] = [all.left[n] as number, all.right[n] as number];
      seen[left] = (seen[left] as number) + (all.leftWins[n] as number);
      seen[right] = (seen[right] as number) + (all.rightWins[n] as number);
    }
  }).seconds;
  const gathered = timed(() => gather(images, all));
  const rating = createRating();
  const full = timed(() => rating(gathered.result, gather(images, cast(0, truth, random))));
  // Each refit has all votes of those before it and 1,000 more, as between two times that a server puts its votes together.
  const few = cast(refits * 1_000, truth, random);
  const times = Array.from({ length: refits }, (_, n) => {
    const cut = <T extends Int32Array | Uint8Array>(column: T) => column.subarray(0, (n + 1) * 1_000) as T;
    const { left, right, leftWins, rightWins } = few;
    const part = { left: cut(left), right: cut(right), leftWins: cut(leftWins), rightWins: cut(rightWins) };
    return timed(() => rating(gathered.result, gather(images, part))).seconds;
  });
  const [warm, longest] = [median(times), Math.max(...times)];
  const cold = gathered.seconds + full.seconds;
  const pairs = `${gathered.result.second.length} pairs`;
  return [
    line(
      cold <= 5,
      "all votes gathered and fitted : a look at each vote",
      cold / look,
      `at most 5 s; ${cold.toFixed(2)} s: ${gathered.seconds.toFixed(2)} to gather, ${full.seconds.toFixed(2)} to fit; ${pairs}`,
    ),
    line(
      longest <= 1,
      "1,000 votes added and fitted : all of them",
      warm / cold,
      `${warm.toFixed(2)} s; the longest of ${refits} in a row at most 1 s: ${longest.toFixed(2)} s`,
    ),
  ];
}

/** New images in each pool: as many, so that the pools differ by their size alone. */
const newImages = 100;

function poolOf(size: number): Pool {
  const random = seeded(size);
  return createPool(
    Array.from({ length: size }, (_, id) => ({
      id: id + 1,
      ownerId: 1 + (id >> 2),
      strength: 4 * random() - 2,
      sd: 0.1 + random(),
      // More than the bench draws: each round is to find new images that lack matches.
      lacks: id < newImages ? 300 : 0,
    })),
  );
}

/** What a busy voter has judged: the same pairs in both pools, some of them of new images. */
const judgedPairs = 500;

function judgedByBusyVoter(): Judged {
  const random = seeded(1);
  const judged = createJudged();
  while (judged.pairs.size < judgedPairs) {
    const [one, other] = [1 + Math.floor(1_000 * random()), 1 + Math.floor(1_000 * random())];
    if (one !== other) judged.add([one, other]);
  }
  return judged;
}

/** The pools take turns, many short ones, so that both see the same machine. */
function compareDraws(name: string, judged: Judged, atMost: number): boolean {
  const [small, large] = [poolOf(1_000), poolOf(1_000_000)];
  const drawing = { voterId: 1, judged, avoid: pairSet([[1, 2]]) };
  const draws = 400;
  const round = (pool: Pool) =>
    timed(() => {
      for (let n = 0; n < draws; n += 1) drawPair(pool, drawing, randomInt);
    }).seconds;
  const times = Array.from({ length: 120 }, () => ({ small: round(small), large: round(large) })).slice(20);
  const [few, many] = [median(times.map((time) => time.small)), median(times.map((time) => time.large))];
  const micro = (seconds: number) => ((seconds / draws) * 1e6).toFixed(1);
  return line(many / few <= atMost, name, many / few, `at most ${atMost}; ${micro(many)} : ${micro(few)} µs`);
}

function benchDraw(): boolean[] {
  return [
    compareDraws("a draw of 10⁶ images : one of 10³", createJudged(), 1.5),
    compareDraws(`the same after ${judgedPairs} judged pairs`, judgedByBusyVoter(), 1.5),
  ];
}

console.log(`${images} images, ${votes} votes`);
process.exitCode = [...benchFit(), ...benchDraw()].every(Boolean) ? 0 : 1;
