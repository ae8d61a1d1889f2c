import { chromium } from "@playwright/test";
import lighthouse, { type RunnerResult as Result } from "lighthouse";
import { findBrowser } from "../lib/browser.mjs";
import { freePort } from "../lib/own-site";

const goal = 95;
/** Odd, so that one is in the middle. */
const runs = 5;
const categories = ["performance", "accessibility", "best-practices", "seo"];

/** The newest image that the gallery links to. */
async function newestImage(origin: string): Promise<string> {
  const [, path] = /href="(\/images\/\d+)"/.exec(await (await fetch(origin)).text()) ?? [];
  if (!path) throw new Error("the gallery has no image");
  return path;
}

/** One load in a browser of its own, as Lighthouse's command line has it: one that has run for a while is slower. */
async function load(url: string): Promise<Result["lhr"]> {
  const port = await freePort();
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      ...[`--remote-debugging-port=${port}`, "--disable-gpu"],
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  try {
    const result = await lighthouse(url, { port, onlyCategories: categories, logLevel: "error" });
    if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`);
    return result.lhr;
  } finally {
    await browser.close();
  }
}

const scoreOf = (load: Result["lhr"], id: string) => Math.round((load.categories[id]?.score ?? 0) * 100);
const scoresOf = (loads: Result["lhr"][]) => loads.map((each) => scoreOf(each, "performance")).join(" ");

/**
 * The loads of a page, from the worst performance to the best. One says little: whether an image or a script comes first is
 * chance on a fast local network, and Lighthouse's model then differs by a second. So the page is loaded five times and the load in
 * the middle counts, as Lighthouse's own documentation advises.
 */
async function loadOften(url: string): Promise<Result["lhr"][]> {
  // Nobody is the first to see a page here: the cache is warm, as it is for all but one.
  await fetch(url);
  const loads: Result["lhr"][] = [];
  for (let run = 0; run < runs; run += 1) loads.push(await load(url));
  return loads.sort((a, b) => scoreOf(a, "performance") - scoreOf(b, "performance"));
}

/** Lighthouse's four scores for a page, on its own phone and network; prints what took points away. */
async function score(url: string, name: string): Promise<boolean> {
  const loads = await loadOften(url);
  const middle = loads[(runs - 1) / 2] as Result["lhr"];
  const { categories: scored, audits } = middle;
  // What is not a matter of time is to hold each time.
  const scores = categories.map((id) =>
    id === "performance" ? scoreOf(middle, id) : Math.min(...loads.map((each) => scoreOf(each, id))),
  );
  const isGood = scores.every((each) => each >= goal);
  const words = categories.map((id, index) => `${id} ${scores[index]}`).join(", ");
  console.log(
    `${isGood ? "✓" : "✗"} Lighthouse, ${name.padEnd(10)} ${words}  (at least ${goal}; performance ${scoresOf(loads)})`,
  );
  const weighing = categories.flatMap((id) => (scored[id]?.auditRefs ?? []).filter(({ weight }) => weight > 0));
  for (const { id } of weighing) {
    const audit = audits[id];
    if (audit?.score != null && audit.score < 0.9)
      console.log(`    ${audit.title}: ${audit.displayValue ?? audit.score}`);
  }
  return isGood;
}

/**
 * The gallery, an image, the vote and the Top 10, signed out. Before them what this machine allows: `bare` is a page of the barest Next
 * application, one heading. Where that has no 100, a page of Podium's that has less than the goal may be as good as it was.
 */
export async function benchLighthouse(origin: string, bare: string): Promise<boolean> {
  const loads = await loadOften(bare);
  const most = scoreOf(loads[(runs - 1) / 2] as Result["lhr"], "performance");
  console.log(
    `  Lighthouse, an empty page of Next's: performance ${most}, the most this machine allows  (${scoresOf(loads)})`,
  );
  const results: boolean[] = [];
  const pages = { gallery: "/", image: await newestImage(origin), vote: "/vote", "Top 10": "/top" };
  for (const [name, path] of Object.entries(pages)) results.push(await score(origin + path, name));
  return results.every(Boolean);
}
