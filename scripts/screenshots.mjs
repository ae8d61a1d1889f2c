/**
 * Takes the pictures of docs/boards.md from a running site with the demo: each board and chart, in both themes, on a phone and
 * on a laptop. `npm run screenshots [-- URL]`; the site of `npm start` by default.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import sharp from "sharp";
import { findBrowser } from "./lib/browser.mjs";

const site = process.argv[2] ?? `http://localhost:${process.env.PORT ?? 3000}`;
const folder = "docs/screenshots";
const screens = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** The first link of a page that matches, as a path. */
async function firstLink(/** @type {string} */ path, /** @type {RegExp} */ pattern) {
  const html = await (await fetch(site + path)).text();
  const found = pattern.exec(html)?.[1];
  if (!found) throw new Error(`${site}${path} has no link like ${pattern}: is the demo there?`);
  return found;
}

const shots = [
  ["top", "/top"],
  ["top-week", "/top/week"],
  ["top-day", await firstLink("/top", /href="(\/top\/\d{4}-\d{2}-\d{2})"/)],
  ["hall-of-fame", "/top/hall-of-fame"],
  ["leaderboard", "/leaderboard"],
  ["models", "/models"],
  ["image", await firstLink("/leaderboard", /href="(\/images\/\d+)"/)],
  ["profile", await firstLink("/top/hall-of-fame", /href="(\/u\/[\w-]+)"/)],
];
/** What is below the first screen: the section under this heading. */
const parts = [
  ["models-matrix", "/models", "section[aria-labelledby=matrix]"],
  ["image-rating", shots.find(([name]) => name === "image")?.[1] ?? "", "section[aria-labelledby=standing]"],
];

await mkdir(folder, { recursive: true });
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
let bytes = 0;
try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const viewport of screens) {
      const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce", locale: "en-GB" });
      const page = await context.newPage();
      for (const [name = "", path = "", part] of [...shots, ...parts]) {
        await page.goto(site + path);
        // What is in view has come, and faded in.
        await page.waitForFunction(() => {
          const inView = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
          return inView.every((image) => image.complete);
        });
        await page.waitForTimeout(500);
        const picture = part
          ? await page.locator(part).screenshot({ style: "header, body > nav { visibility: hidden }" })
          : await page.screenshot();
        const file = join(folder, `${name}-${colorScheme}-${viewport.width}.webp`);
        const { size } = await sharp(picture).webp({ quality: 60, effort: 6 }).toFile(file);
        bytes += size;
        console.log(`${file}  ${Math.round(size / 1024)} kB`);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
console.log(`${Math.round(bytes / 1024)} kB together`);
