import { type ExportTail, readExport } from "./export-file";
import { compareStrengths, strengthsOf } from "./verify-board";
import { type LogReport, verifyLog } from "./verify-log";
import { tallyVotes } from "./vote-tally";

export interface ExportReport {
  readonly log: LogReport;
  /** The file's own board beside the fit of the votes in it; see `BoardReport`. */
  readonly board: {
    readonly images: number;
    readonly votes: number;
    readonly largestDifference: number;
    readonly isReproduced: boolean;
  };
}

/**
 * Verifies an export without a database: its log, and that its board is the fit of those of its votes that count.
 * @param read begins with the first line each time: who does not count is said at the end, so it is read twice
 * @throws UnreadableExport
 */
export async function verifyExport(
  read: () => AsyncIterable<string>,
  { knownHead }: { knownHead?: string | undefined } = {},
): Promise<ExportReport> {
  const tail: ExportTail = { quarantined: [], board: [] };
  for await (const _batch of readExport(read(), tail));
  const tally = tallyVotes({ quarantined: tail.quarantined });
  const log = await verifyLog(readExport(read(), tail), { knownHead, onVote: tally.add });
  const { largest, isSame } = compareStrengths(strengthsOf(tally.columns), tail.board);
  const { length } = tally.columns.ids;
  return {
    log,
    board: { images: tail.board.length, votes: length, largestDifference: largest, isReproduced: isSame },
  };
}
