import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { createMember, database, type Member } from "../../e2e/support/community";
import { hydrated } from "../../e2e/support/page-laws";
import { withPictureSite } from "./picture-site";

const folder = "docs/screenshots";
/** What is looked at, how wide its picture becomes, and how many bytes that may have: who needs more is compressed more. */
const screens = [
  { width: 390, height: 844, pictureWidth: 360, most: 10 * 1024 },
  { width: 1440, height: 900, pictureWidth: 800, most: 18 * 1024 },
];
type Screen = (typeof screens)[number];
const themes = ["light", "dark"] as const;
/** Such as "dark-390". */
type View = `${(typeof themes)[number]}-${Screen["width"]}`;
const qualities = [60, 50, 40, 30];

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly as?: Member;
  /** How it is shown in the documentation; left out, in both themes and on both screens. */
  readonly views?: readonly View[];
  /** The part of the page that the picture is of. */
  readonly part?: string;
  /** Brings the page that has just come to where it is taken. */
  readonly reach?: (page: Page) => Promise<void>;
}

/** The first link of a page that matches, as a path. */
async function firstLink(site: string, path: string, pattern: RegExp): Promise<string> {
  const html = await (await fetch(site + path)).text();
  const found = pattern.exec(html)?.[1];
  if (!found) throw new Error(`${site}${path} has no link like ${pattern}: is the demo there?`);
  return found;
}

/** Somebody who has judged enough for a board of their own: of each pair the image with more wins, but every fourth time. */
async function createVoter(): Promise<Member> {
  const voter = await createMember();
  await database().query(
    `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id)
     SELECT gen_random_uuid()::text, $1, CASE WHEN n % 4 = 0 THEN loser ELSE winner END, CASE WHEN n % 4 = 0 THEN winner ELSE loser END
     FROM (SELECT winner_image_id AS winner, loser_image_id AS loser, row_number() OVER (ORDER BY id) AS n
           FROM tournament_votes ORDER BY id LIMIT 60) AS judged`,
    [voter.id],
  );
  return voter;
}

/** Somebody who has always chosen one author's image, however it compares, and was found out. @returns the voter's id */
async function createSuspect(): Promise<number> {
  const suspect = await createMember();
  await database().query(
    `WITH friend AS (SELECT image_id AS id FROM image_ratings JOIN image_posts p ON p.id = image_id AND p.is_active ORDER BY rating LIMIT 1)
     INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, created_at)
     SELECT gen_random_uuid()::text, $1, friend.id, image_id, 'left', NOW() AT TIME ZONE 'UTC' - INTERVAL '3 hours' + row_number() OVER () * INTERVAL '7 seconds'
     FROM friend, image_ratings JOIN image_posts p ON p.id = image_id AND p.is_active AND p.is_tournament_opt_in
     WHERE image_id <> friend.id`,
    [suspect.id],
  );
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const { rows } = await database().query("SELECT 1 FROM voter_inspections WHERE voter_id = $1", [suspect.id]);
    if (rows.length > 0) return suspect.id;
  }
  throw new Error("nobody looked at the suspect's votes");
}

/** What everybody sees, while there is nobody but the demo's members. */
async function publicShots(site: string): Promise<Shot[]> {
  const image = await firstLink(site, "/leaderboard", /href="(\/images\/\d+)"/);
  const openImage = async (page: Page) => {
    await page.locator("main a[data-post]").nth(2).click();
    await page.locator("dialog[open] img").first().waitFor();
    // Open already where there is room.
    if ((await page.locator("dialog[open] section").count()) === 0) await page.keyboard.press("i");
    await page.locator("dialog[open] dl").first().waitFor();
  };
  return [
    { name: "top", path: "/top" },
    { name: "top-week", path: "/top/week", views: ["dark-1440"] },
    { name: "top-month", path: "/top/month", views: ["light-1440"] },
    { name: "top-all", path: "/top/all", views: ["dark-1440"] },
    { name: "top-day", path: await firstLink(site, "/top", /href="(\/top\/\d{4}-\d{2}-\d{2})"/) },
    { name: "top-embedded", path: "/embed/top" },
    { name: "hall-of-fame", path: "/top/hall-of-fame" },
    { name: "leaderboard", path: "/leaderboard" },
    { name: "models", path: "/models" },
    { name: "image", path: image, views: ["light-1440", "dark-390"] },
    {
      name: "profile",
      path: await firstLink(site, "/top/hall-of-fame", /href="(\/u\/[\w-]+)"/),
      views: ["dark-1440", "light-390"],
    },
    // What is below the first screen: the section under this heading.
    { name: "models-matrix", path: "/models", part: "section[aria-labelledby=matrix]" },
    { name: "image-rating", path: image, part: "section[aria-labelledby=standing]" },
    { name: "gallery", path: "/", views: ["light-1440", "dark-390"] },
    { name: "opened", path: "/", reach: openImage, views: ["dark-1440", "light-390"] },
    { name: "search", path: "/search?q=noise", views: ["light-1440", "dark-390"] },
  ];
}

/** What is one's own, or a moderator's. */
async function ownShots(): Promise<Shot[]> {
  const [voter, moderator, suspectId] = [await createVoter(), await createMember("moderator"), await createSuspect()];
  const evidence = `/admin/integrity/${suspectId}`;
  const difference = (page: Page) => page.locator("main table").waitFor();
  return [
    { name: "taste", path: "/me/votes", as: voter },
    { name: "settings", path: "/settings", as: voter, views: ["light-1440", "dark-390"] },
    { name: "quarantine", path: evidence, as: moderator, reach: difference },
  ];
}

/** @returns bytes */
async function take(
  page: Page,
  { path, part, reach }: Shot,
  { pictureWidth, most }: Screen,
  file: string,
): Promise<number> {
  await page.goto(path);
  await hydrated(page);
  await reach?.(page);
  // What is in view has come, and faded in.
  await page.waitForFunction(() => {
    const inView = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    return inView.every((image) => image.complete);
  });
  await page.waitForTimeout(500);
  const picture = part
    ? await page
        .locator(part)
        .screenshot({ style: `header, body > nav { visibility: hidden } ${part} { padding: 16px }` })
    : await page.screenshot();
  for (const quality of qualities) {
    const { size } = await sharp(picture)
      .resize({ width: pictureWidth, withoutEnlargement: true })
      .webp({ quality, effort: 6 })
      .toFile(file);
    if (size <= most || quality === qualities.at(-1)) return size;
  }
  return 0;
}

async function takeAll(browser: Browser, site: string, shots: readonly Shot[]): Promise<void> {
  let bytes = 0;
  for (const colorScheme of themes) {
    for (const screen of screens) {
      const { width, height } = screen;
      const view: View = `${colorScheme}-${width}`;
      const wanted = shots.filter(({ views }) => views?.includes(view) ?? true);
      for (const as of new Set(wanted.map((shot) => shot.as))) {
        const context = await browser.newContext({
          ...{ baseURL: site, colorScheme, viewport: { width, height }, reducedMotion: "reduce", locale: "en-GB" },
        });
        const [name, value] = as?.cookie.split("=") ?? [];
        if (name && value) await context.addCookies([{ name, value, url: site }]);
        const page = await context.newPage();
        for (const shot of wanted.filter((each) => each.as === as)) {
          const file = join(folder, `${shot.name}-${view}.webp`);
          const size = await take(page, shot, screen, file);
          bytes += size;
          console.log(`${file}  ${Math.round(size / 1024)} kB`);
        }
        await context.close();
      }
    }
  }
  console.log(`${Math.round(bytes / 1024)} kB together`);
}

/** The pictures of docs/boards.md and docs/gallery.md, from a site of their own with the demo. */
export async function shootDocumentation(browser: Browser): Promise<void> {
  // Nothing stays that is no longer taken.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await withPictureSite({}, async ({ origin }) => {
    await takeAll(browser, origin, await publicShots(origin));
    await takeAll(browser, origin, await ownShots());
  });
}
