/** The sealed log of votes from the shell: proves that nobody edited it, and writes it down for others to check. */
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { prisma } from "@/lib/db/prisma";
import { UnreadableExport } from "@/lib/integrity/export-file";
import { exportLog } from "@/lib/integrity/export-log";
import { sealVotes } from "@/lib/integrity/seal-mutations";
import { verifyLogAndBoard } from "@/lib/integrity/verify-board";
import { verifyExport } from "@/lib/integrity/verify-export";
import type { Finding, LogReport } from "@/lib/integrity/verify-log";
import { connectToSite } from "./lib/connect-to-site";

const usage = `npm run votes -- <command>

  verify                proves that the sealed log was not edited, and fits the published board again from it
  verify --file <file>  proves of an export, without a database, that its votes are the sealed ones and that its board is
                        the fit of them; that the site publishes that board, verify alone can prove
  verify --head <hex>   … and that the log is the one that had this head once
  export <file>         writes the sealed log, with pseudonyms for voters
  seal                  seals what is old enough now; the site does so by itself`;

class Refused extends Error {}

/** A site that is running fits what is due within seconds: so often it is looked again, with so many ms between. */
const attempts = 10;
const pause = 4_000;

const sentences: Record<Finding["kind"], (at: number) => string> = {
  "vote-changed": (at) => `Vote ${at} is not the one that was sealed.`,
  "vote-missing": (at) => `Vote ${at} was sealed and is gone, and nothing says why.`,
  "redaction-untrue": (at) => `Vote ${at} is said to be gone with an image or an account that is still there.`,
  "vote-inserted": (at) => `Vote ${at} lies among sealed votes and was never sealed.`,
  "vote-out-of-order": (at) => `Vote ${at} is out of order.`,
  "root-differs": (at) => `Seal ${at} does not have the root of its votes.`,
  "head-differs": (at) => `Seal ${at} does not follow from the one before.`,
  "seal-range-differs": (at) => `Seal ${at} does not name its first and its last vote.`,
  "seal-missing": (at) => `Seal ${at} is missing.`,
  "head-unknown": () => "The log never had the head that was given.",
};

function tell({ seals, votes, redacted, head, findings }: LogReport): void {
  for (const { kind, at } of findings.slice(0, 20)) console.log(`✗ ${sentences[kind](at)}`);
  if (findings.length > 20) console.log(`✗ … and ${findings.length - 20} more.`);
  const gone = redacted.image + redacted.account;
  console.log(
    `${findings.length === 0 ? "✓" : "✗"} log: ${votes} votes in ${seals} seals, ${gone} redacted ` +
      `(${redacted.image} with an image, ${redacted.account} with an account), ${findings.length} findings`,
  );
  console.log(`  head: ${head ?? "none"}`);
}

async function verifySite(knownHead: string | undefined): Promise<boolean> {
  await connectToSite();
  let { log, board } = await verifyLogAndBoard({ knownHead });
  for (let tries = 1; board?.isDue && !board.isReproduced && tries < attempts; tries += 1) {
    console.log("  A new fit is due, because votes were taken back or put aside since the last one. Waiting for it …");
    await sleep(pause);
    ({ log, board } = await verifyLogAndBoard({ knownHead }));
  }
  tell(log);
  if (!board) {
    console.log("  board: none is published yet");
    return log.findings.length === 0;
  }
  const words = `${board.images} images from ${board.votes} votes, ${board.unsealed} of them not sealed yet; largest difference ${board.largestDifference.toExponential(1)}`;
  if (board.misstated > 0)
    console.log(
      `✗ The ranks, points or counts of ${board.misstated} images do not follow from their strengths and votes.`,
    );
  console.log(`${board.isReproduced ? "✓" : "✗"} board: ${words}`);
  if (!board.isReproduced)
    console.log(
      board.isDue
        ? "  A new fit is due and does not come: is the site running? The board is made anew by: npm run rank -- rebuild"
        : "  No fit is due, so this is not the board of these votes. It is made anew by: npm run rank -- rebuild",
    );
  return log.findings.length === 0 && board.isReproduced;
}

async function verifyFile(file: string, knownHead: string | undefined): Promise<boolean> {
  const lines = () => createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const { log, board } = await verifyExport(lines, { knownHead });
  tell(log);
  console.log(
    `${board.isReproduced ? "✓" : "✗"} the file's own board: ${board.images} images from ${board.votes} votes; largest difference ${board.largestDifference.toExponential(1)}`,
  );
  return log.findings.length === 0 && board.isReproduced;
}

async function exportTo(file: string | undefined): Promise<boolean> {
  if (!file) throw new Refused(usage);
  await connectToSite();
  let count = 0;
  await exportLog(async (lines) => {
    async function* endedLines() {
      for await (const line of lines) {
        count += 1;
        yield `${line}\n`;
      }
    }
    await pipeline(Readable.from(endedLines()), createWriteStream(file));
  });
  console.log(`${file}: ${count} lines. Check it with: npm run votes -- verify --file ${file}`);
  return true;
}

async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    options: { file: { type: "string" }, head: { type: "string" } },
    allowPositionals: true,
  });
  switch (positionals[0]) {
    case "verify":
      return values.file ? verifyFile(values.file, values.head) : verifySite(values.head);
    case "export":
      return exportTo(positionals[1]);
    case "seal":
      await connectToSite();
      console.log(`${await sealVotes()} votes sealed.`);
      return true;
    default:
      throw new Refused(usage);
  }
}

try {
  if (!(await run())) process.exitCode = 1;
} catch (error) {
  process.exitCode = 1;
  const isForReader = error instanceof Refused || error instanceof UnreadableExport;
  console.error(isForReader || error instanceof Error ? (error as Error).message : error);
} finally {
  if (process.env.DATABASE_URL) await prisma.$disconnect();
}
