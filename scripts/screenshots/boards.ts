import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import sharp from "sharp";

const folder = "docs/screenshots";
const screens = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** A picture's name, the page's path, and the part of the page that it is of. */
type Shot = readonly [name: string, path: string, part?: string];

/** The first link of a page that matches, as a path. */
async function firstLink(site: string, path: string, pattern: RegExp): Promise<string> {
  const html = await (await fetch(site + path)).text();
  const found = pattern.exec(html)?.[1];
  if (!found) throw new Error(`${site}${path} has no link like ${pattern}: is the demo there?`);
  return found;
}

async function findShots(site: string): Promise<Shot[]> {
  const image = await firstLink(site, "/leaderboard", /href="(\/images\/\d+)"/);
  return [
    ["top", "/top"],
    ["top-week", "/top/week"],
    ["top-day", await firstLink(site, "/top", /href="(\/top\/\d{4}-\d{2}-\d{2})"/)],
    ["hall-of-fame", "/top/hall-of-fame"],
    ["leaderboard", "/leaderboard"],
    ["models", "/models"],
    ["image", image],
    ["profile", await firstLink(site, "/top/hall-of-fame", /href="(\/u\/[\w-]+)"/)],
    // What is below the first screen: the section under this heading.
    ["models-matrix", "/models", "section[aria-labelledby=matrix]"],
    ["image-rating", image, "section[aria-labelledby=standing]"],
  ];
}

/** The pictures of docs/boards.md, from a site with the demo. */
export async function shootBoards(browser: Browser, site: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shots = await findShots(site);
  let bytes = 0;
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of screens) {
      const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce", locale: "en-GB" });
      const page = await context.newPage();
      for (const [name, path, part] of shots) {
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
  console.log(`${Math.round(bytes / 1024)} kB together`);
}
