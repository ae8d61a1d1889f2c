import { firstLook, nothingSeen, type TestResult, threshold } from "./test-result";

/** May be wrong about this share of honest voters, over all authors together. */
export const authorFocusLimit = threshold(0.01);

/** How much somebody who helps an author raises the author's odds, in log-odds: a little, or as good as always. */
const pushes = [1.5, 4];

export interface AuthoredChoice {
  readonly winnerAuthorId: number;
  readonly loserAuthorId: number;
  /** The crowd's probability of the choice made. */
  readonly chance: number;
}

export interface AuthorFocus extends TestResult {
  /** Whom the voter favours most; null before there is anybody. */
  readonly authorId: number | null;
}

/**
 * Does this voter make one author win more often than the images explain? For each author, of the matches against
 * others, the likelihood of odds that are raised over that of the crowd's odds. Whoever looks at many authors finds
 * one by chance: the j-th author that the voter meets needs j·(j + 1) times the evidence, which sums to 1 over all of
 * them. `hits` are the author's wins by this voter.
 */
export function testAuthorFocus(choices: readonly AuthoredChoice[]): AuthorFocus {
  const authors = new Map<number, { place: number; votes: number; hits: number; evidence: number[]; peak: number }>();
  const see = (authorId: number, expected: number, won: boolean) => {
    let author = authors.get(authorId);
    if (!author) {
      author = { place: authors.size + 1, votes: 0, hits: 0, evidence: pushes.map(() => 0), peak: 0 };
      authors.set(authorId, author);
    }
    author.votes += 1;
    if (won) author.hits += 1;
    author.evidence = author.evidence.map((sum, index) => {
      const push = pushes[index] as number;
      return sum + (won ? push : 0) - Math.log(1 - expected + expected * Math.exp(push));
    });
    if (author.votes < firstLook) return;
    const mean = author.evidence.reduce((sum, each) => sum + Math.exp(each), 0) / pushes.length;
    author.peak = Math.max(author.peak, Math.log(mean) - Math.log(author.place * (author.place + 1)));
  };
  for (const { winnerAuthorId, loserAuthorId, chance } of choices) {
    if (winnerAuthorId === loserAuthorId) continue;
    see(winnerAuthorId, chance, true);
    see(loserAuthorId, 1 - chance, false);
  }
  const [most] = [...authors].sort(([, one], [, other]) => other.peak - one.peak || other.hits - one.hits);
  if (!most) return { ...nothingSeen, authorId: null };
  const [authorId, { votes, hits, peak }] = most;
  return { authorId, votes, hits, peak };
}
