import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { findBrowser } from "../lib/browser.mjs";
import { freePort } from "../lib/own-site";

const goal = 95;
const categories = ["performance", "accessibility", "best-practices", "seo"];

/** The newest image that the gallery links to. */
async function newestImage(origin: string): Promise<string> {
  const [, path] = /href="(\/images\/\d+)"/.exec(await (await fetch(origin)).text()) ?? [];
  if (!path) throw new Error("the gallery has no image");
  return path;
}

/** Lighthouse's four scores for a page, on its own phone and network; prints what took points away. */
async function score(url: string, name: string, port: number): Promise<boolean> {
  const result = await lighthouse(url, { port, onlyCategories: categories, logLevel: "error" });
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`);
  const { categories: scored, audits } = result.lhr;
  const scores = categories.map((id) => Math.round((scored[id]?.score ?? 0) * 100));
  const isGood = scores.every((each) => each >= goal);
  const words = categories.map((id, index) => `${id} ${scores[index]}`).join(", ");
  console.log(`${isGood ? "✓" : "✗"} Lighthouse, ${name.padEnd(40)} ${words}  (at least ${goal})`);
  const weighing = categories.flatMap((id) => (scored[id]?.auditRefs ?? []).filter(({ weight }) => weight > 0));
  for (const { id } of weighing) {
    const audit = audits[id];
    if (audit?.score != null && audit.score < 0.9)
      console.log(`    ${audit.title}: ${audit.displayValue ?? audit.score}`);
  }
  return isGood;
}

/** The gallery, an image, the vote and the Top 10, signed out. */
export async function benchLighthouse(origin: string): Promise<boolean> {
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
    const results: boolean[] = [];
    const pages = { gallery: "/", image: await newestImage(origin), vote: "/vote", "Top 10": "/top" };
    for (const [name, path] of Object.entries(pages)) {
      // Nobody is the first to see a page here: the cache is warm, as it is for all but one.
      await fetch(origin + path);
      results.push(await score(origin + path, name, port));
    }
    return results.every(Boolean);
  } finally {
    await browser.close();
  }
}
