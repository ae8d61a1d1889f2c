/**
 * The ranking from the shell: fits comparisons from a file, rebuilds the boards from the votes, and tries the whole method on
 * simulated communities.
 */
import { readFileSync } from "node:fs";
import { prisma } from "@/lib/db/prisma";
import { fitFile, Unfit } from "@/lib/rankings/fit-file";
import { rebuildBoard } from "@/lib/rankings/projection";
import { connectToSite } from "./lib/connect-to-site";
import { reportSimulation } from "./simulation/report";

const usage = `npm run -s rank -- <command>

  fit <file.json>   Bradley–Terry of any paired comparisons, as JSON on standard output
  rebuild           computes ratings and boards anew from all votes
  simulate          precision, coverage and bias on simulated communities, with fixed seeds`;

function fitComparisons(file: string | undefined): void {
  if (!file) throw new Unfit(usage);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Unfit(`${file} cannot be read: ${(error as Error).message}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Unfit(`${file} is not JSON: ${(error as Error).message}`);
  }
  process.stdout.write(`${JSON.stringify(fitFile(json), null, 2)}\n`);
}

async function rebuild(): Promise<void> {
  await connectToSite();
  try {
    const started = performance.now();
    const board = await rebuildBoard();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`${board.ids.length} images rated from ${board.voteCount} votes in ${seconds} s.`);
  } finally {
    await prisma.$disconnect();
  }
}

const [command, file] = process.argv.slice(2);
try {
  if (command === "fit") fitComparisons(file);
  else if (command === "rebuild") await rebuild();
  else if (command === "simulate") process.exitCode = reportSimulation() ? 0 : 1;
  else throw new Unfit(usage);
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Unfit ? error.message : error);
}
