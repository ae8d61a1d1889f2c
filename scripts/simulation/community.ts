import { createJudged, pairName, pairSet } from "@/lib/matches/judged";
import { drawPair } from "@/lib/matches/pair-selection";
import { createPool } from "@/lib/matches/pool";
import { promised } from "@/lib/matches/promised";
import { type Rated, rate } from "@/lib/rankings/board";
import { seeded } from "@/lib/rankings/seeded";
import { createNumbering, pairVotes } from "@/lib/rankings/vote-pairs";

export interface Setting {
  readonly seed: number;
  readonly images: number;
  readonly votes: number;
  /** How pairs are chosen: as the site does, or any two. */
  readonly pairs: "ours" | "random";
  /** The advantage of the left side in the voters' heads, in log-odds. */
  readonly leftBias?: number;
  /** The share of voters who let one image, of about the weakest, win whatever it meets, and seek it out. */
  readonly colluding?: number;
}

export interface Vote {
  readonly voter: number;
  readonly winner: number;
  readonly loser: number;
  readonly side: 0 | 1;
}

export interface Outcome {
  /** True strengths, N(0,1), by image. */
  readonly truth: Float64Array;
  readonly votes: readonly Vote[];
  /** The image that is pushed. */
  readonly pushed: number;
  readonly isColluding: (voter: number) => boolean;
  /** How many matches each image had. */
  readonly matches: Int32Array;
}

const voters = 100;
/** After so many votes the site has refitted. */
const refitEvery = 10;

/** The fit of votes for all images, those without a vote too; from a `start` one that is good enough to draw pairs by. */
export function fitVotes(images: number, votes: readonly Vote[], start?: Rated): Rated {
  const numbering = createNumbering();
  for (let id = 0; id < images; id += 1) numbering.of(id);
  const columns = {
    winners: votes.map(({ winner }) => winner),
    losers: votes.map(({ loser }) => loser),
    sides: votes.map(({ side }) => side),
  };
  return rate(pairVotes(numbering, [columns]), start?.fit, start && 0);
}

/** A community votes: half of the images are there from the start, the others arrive together when half of the votes are cast. */
export function simulate({ seed, images, votes: count, pairs, leftBias = 0, colluding = 0 }: Setting): Outcome {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = Float64Array.from({ length: images }, normal);
  // A weak image of the first half: one of ten stands above only a tenth.
  const early = [...truth.subarray(0, images / 2)]
    .map((_, id) => id)
    .sort((a, b) => (truth[a] as number) - (truth[b] as number));
  const pushed = early[Math.floor(early.length / 10)] as number;
  const isColluding = (voter: number) => voter < voters * colluding;
  const judged = Array.from({ length: voters }, () => createJudged());
  const matches = new Int32Array(images);
  const votes: Vote[] = [];
  let present = images / 2;
  let fit: Rated | undefined;
  const poolOf = () =>
    createPool(
      Array.from({ length: present }, (_, id) => ({
        id,
        // An author has two images; none of the voters is one.
        ownerId: 1_000 + (id >> 1),
        strength: fit?.fit.theta[id],
        sd: fit?.se[id],
        lacks: promised.matches - (matches[id] as number),
      })),
      random,
    );
  let pool = poolOf();
  const any = (): [number, number] => {
    const first = below(present);
    const second = below(present - 1);
    return [first, second < first ? second : second + 1];
  };

  while (votes.length < count) {
    if (votes.length === count / 2 && present < images) {
      present = images;
      pool = poolOf();
    } else if (pairs === "ours" && votes.length % refitEvery === 0) {
      fit = votes.length > 0 ? fitVotes(images, votes, fit) : undefined;
      pool = poolOf();
    }
    const voter = below(voters);
    const mine = judged[voter] as ReturnType<typeof createJudged>;
    let pair =
      pairs === "random" ? any() : drawPair(pool, { voterId: voter, judged: mine, avoid: pairSet([]) }, below)?.pair;
    // Who colludes passes matches over until the image comes, as often as one voter may judge it.
    for (
      let passed = 0;
      isColluding(voter) && !mine.full.has(pushed) && passed < 400 && !pair?.includes(pushed);
      passed += 1
    )
      pair = drawPair(pool, { voterId: voter, judged: mine, avoid: pairSet([]) }, below)?.pair;
    if (!pair) continue;
    if (pairs === "random" && mine.pairs.has(pairName(pair))) continue;
    const [left, right] = pair;
    const lead = (truth[left] as number) - (truth[right] as number) + leftBias;
    let isLeft = random() < 1 / (1 + Math.exp(-lead));
    if (isColluding(voter) && pair.includes(pushed)) isLeft = left === pushed;
    mine.add(pair);
    for (const id of pair) matches[id] = (matches[id] as number) + 1;
    votes.push({ voter, winner: isLeft ? left : right, loser: isLeft ? right : left, side: isLeft ? 1 : 0 });
  }
  return { truth, votes, pushed, isColluding, matches };
}
