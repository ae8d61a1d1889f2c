import type { Random } from "./random";

/** Names of the demo's members. None of them has a password, so nobody can sign in as one. */
export const demoHandles = [
  "mina_park",
  "lumen",
  "jiho-kim",
  "paperkite",
  "sora_lee",
  "tomas_v",
  "haneul",
  "grainandgold",
  "yuna-choi",
  "okonkwo",
  "byeol_seo",
  "marginalia",
] as const;

/** Hours before now; members and posts by their index. */
export interface DemoPost {
  work: number;
  author: number;
  hoursAgo: number;
  optedIn: boolean;
}
export interface DemoLike {
  member: number;
  post: number;
  hoursAgo: number;
}
export interface DemoVote {
  voter: number;
  winner: number;
  loser: number;
  winnerSide: "left" | "right";
  /** One over the number of pairs that this voter could have been shown at that moment. */
  drawProbability: number;
  hoursAgo: number;
}
export interface Community {
  /** Oldest first. */
  posts: DemoPost[];
  likes: DemoLike[];
  votes: DemoVote[];
}

/**
 * A moment of the last nine days, in hours ago: half of them in the last day, most of the others in the two before, so that
 * every board has something to compare with and the archive has days to look back on.
 */
function moment(random: Random): number {
  const part = random.between(0, 1);
  if (part < 0.5) return random.between(0.05, 24);
  return part < 0.8 ? random.between(24, 72) : random.between(72, 216);
}

/**
 * Ten days of posts, nine days of likes and votes. Each picture has a hidden quality, which both answer to, so the boards
 * agree with one another. Nobody likes or judges their own, nothing is judged before it was posted, and no voter sees a
 * pair twice.
 */
export function imagineCommunity(works: number, members: number, random: Random): Community {
  const authors = random.shuffle(Array.from({ length: works }, (_, i) => i % members));
  const order = random.shuffle(Array.from({ length: works }, (_, i) => i));
  const posts = order
    .map((work, i): DemoPost => {
      // A sixth of the posts is of the last day, the rest reaches back ten days.
      const hoursAgo = i % 6 === 0 ? random.between(0.5, 24) : random.between(24, 240);
      return { work, author: authors[i]!, hoursAgo, optedIn: i % 6 !== 5 };
    })
    .sort((a, b) => b.hoursAgo - a.hoursAgo);
  const quality = posts.map(() => random.normal());

  const likes: DemoLike[] = [];
  for (let member = 0; member < members; member += 1) {
    const warmth = random.between(-0.9, 0.3);
    posts.forEach((post, index) => {
      if (post.author === member) return;
      const eagerness = 1 / (1 + Math.exp(-(quality[index]! * 1.1 + warmth - 0.3)));
      const hoursAgo = moment(random);
      if (random.chance(eagerness) && hoursAgo < post.hoursAgo - 0.05) likes.push({ member, post: index, hoursAgo });
    });
  }

  const votes: DemoVote[] = [];
  for (let voter = 0; voter < members; voter += 1) {
    const seen = new Set<number>();
    const moments = Array.from({ length: random.int(40, 75) }, () => moment(random)).sort((a, b) => b - a);
    for (const hoursAgo of moments) {
      const eligible = posts.flatMap((post, index) =>
        post.optedIn && post.author !== voter && post.hoursAgo > hoursAgo ? [index] : [],
      );
      const pairs = (eligible.length * (eligible.length - 1)) / 2 - seen.size;
      if (pairs < 1) continue;
      let [a, b] = [0, 0];
      do {
        [a, b] = [random.pick(eligible), random.pick(eligible)];
      } while (a === b || seen.has(Math.min(a, b) * works + Math.max(a, b)));
      seen.add(Math.min(a, b) * works + Math.max(a, b));
      const aWins = random.chance(1 / (1 + Math.exp(-1.5 * (quality[a]! - quality[b]!))));
      votes.push({
        voter,
        winner: aWins ? a : b,
        loser: aWins ? b : a,
        winnerSide: random.chance(0.5) ? "left" : "right",
        drawProbability: 1 / pairs,
        hoursAgo,
      });
    }
  }
  const byTime = (a: { hoursAgo: number }, b: { hoursAgo: number }) => b.hoursAgo - a.hoursAgo;
  return { posts, likes: likes.sort(byTime), votes: votes.sort(byTime) };
}
