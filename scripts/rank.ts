/**
 * The ranking from the shell: fits comparisons from a file, rebuilds the boards from the votes, and tries the whole method on
 * simulated communities.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { prisma } from "@/lib/db/prisma";
import { fitFile, Unfit } from "@/lib/rankings/fit-file";
import { storeModelBoard } from "@/lib/rankings/model-board-mutations";
import { rebuildBoard } from "@/lib/rankings/projection";
import { connectToSite } from "./lib/connect-to-site";
import { reportSimulation, sampleOfGoals } from "./simulation/report";

const usage = `npm run -s rank -- <command>

  fit <file.json>   Bradley–Terry of any paired comparisons, as JSON on standard output
  rebuild           computes ratings and boards anew from all votes
  simulate [--communities N] [--seed S]
                    precision, coverage and bias on N simulated communities, 30 of them, from a fixed seed on, 1`;

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
    await storeModelBoard();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`${board.ids.length} images rated from ${board.voteCount} votes in ${seconds} s.`);
  } finally {
    await prisma.$disconnect();
  }
}

/** @throws Unfit for anything but a whole number from 1 on */
function countOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Unfit(usage);
  return Number(text);
}

function simulate(args: string[]): boolean {
  const options = { communities: { type: "string" }, seed: { type: "string" } } as const;
  let values: { communities?: string; seed?: string };
  try {
    ({ values } = parseArgs({ args, options }));
  } catch {
    throw new Unfit(usage);
  }
  const { communities, seed } = sampleOfGoals;
  return reportSimulation({
    communities: countOf(values.communities, communities),
    seed: countOf(values.seed, seed),
  });
}

const [command, ...args] = process.argv.slice(2);
try {
  if (command === "fit") fitComparisons(args[0]);
  else if (command === "rebuild") await rebuild();
  else if (command === "simulate") process.exitCode = simulate(args) ? 0 : 1;
  else throw new Unfit(usage);
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Unfit ? error.message : error);
}
