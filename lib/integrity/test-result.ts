/** What one sequential test made of a voter's votes. */
export interface TestResult {
  /** How many votes it could look at. */
  readonly votes: number;
  /** How many of them were of the kind it looks for. */
  readonly hits: number;
  /**
   * The strongest evidence so far against an honest voter, as the logarithm of a likelihood ratio. Under the null it
   * is a martingale of mean 1: by Ville's inequality it ever exceeds 1/α with a probability of at most α, however often one looks.
   */
  readonly peak: number;
}

/** Nobody is suspected before so many votes. */
export const firstLook = 5;

export const nothingSeen: TestResult = { votes: 0, hits: 0, peak: 0 };

/** The number that the peak must exceed for a test that may be wrong about a share `alpha` of honest voters. */
export const threshold = (alpha: number): number => Math.log(1 / alpha);
