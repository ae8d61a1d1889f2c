import { asOfOneMoment } from "./board-queries";
import { exportLines } from "./export-file";
import { readLog } from "./log-queries";
import { quarantinedPseudonyms, strengthsOf } from "./verify-board";

/**
 * Gives `write` the lines of an export. They are read as of one moment, however long it takes: what is purged, sealed or put aside
 * meanwhile would make a file whose board is not the fit of its votes.
 * @throws UnreadableExport when the log does not verify
 */
export async function exportLog(
  write: (lines: AsyncIterable<string>) => Promise<void>,
  db?: Parameters<typeof asOfOneMoment>[1],
): Promise<void> {
  await asOfOneMoment(async (tx) => {
    const quarantined = await quarantinedPseudonyms(tx);
    await write(exportLines(() => readLog(tx), { quarantined, boardOf: strengthsOf }));
  }, db);
}
