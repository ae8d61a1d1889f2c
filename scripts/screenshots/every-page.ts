import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { closeDatabase, database } from "../../e2e/support/community";
import { hydrated } from "../../e2e/support/page-laws";
import { type PageState, pageStates } from "../../e2e/support/page-states";
import { createScene, type Scene } from "../../e2e/support/scene";
import { localePath } from "../../lib/i18n/paths";
import { type Locale, routing } from "../../lib/i18n/routing";
import { type OwnSite, startOwnSite } from "../lib/own-site";

const widths = { phone: [390, 844], tablet: [820, 1180], laptop: [1440, 900] } as const;
const themes = ["light", "dark"] as const;
const secret = "only for pictures, and long enough to be a secret";
process.env.NEXTAUTH_SECRET = secret;

interface Shot extends PageState {
  readonly folder: string;
}

/** One visit, in every theme and width. @returns the files' names */
async function take(page: Page, { folder, path, name, reach }: Shot, locale: Locale, into: string): Promise<string[]> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(localePath(path, locale));
  await hydrated(page);
  await reach?.(page);
  // Playwright's own picture waits for all that loads, and a state may be that something does not.
  const session = await page.context().newCDPSession(page);
  const files: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of Object.values(widths)) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(150);
      const file = [folder.replaceAll(/[^\w]+/g, "-") || "gallery", name, locale, colorScheme, width].join("_");
      await sharp(await page.screenshot())
        .webp({ quality: 60 })
        .toFile(join(into, `${file}.webp`));
      files.push(`${file}.webp`);
    }
  }
  await session.detach();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  return files;
}

/** A page of contents: each state a row, each theme, width and language a cell. */
function contactSheet(rows: readonly (readonly [string, readonly string[]])[]): string {
  const cell = (file: string) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}" height="240"></a>`;
  const body = rows.map(([title, files]) => `<h2>${title}</h2><p>${files.map(cell).join(" ")}</p>`).join("\n");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><body>${body}</body></html>`;
}

async function takeAll(browser: Browser, site: OwnSite, scene: Scene | null, shots: readonly Shot[], into: string) {
  const rows: [string, string[]][] = shots.map(({ folder, name }) => [`/${folder}: ${name}`, []]);
  for (const locale of routing.locales) {
    const pages = new Map<string, Page>();
    for (const [index, shot] of shots.entries()) {
      const who = shot.as ?? "nobody";
      let page = pages.get(who);
      if (!page) {
        const context = await browser.newContext({ baseURL: site.origin, reducedMotion: "reduce" });
        const [name = "", value = ""] = shot.as && scene ? scene.players[shot.as].cookie.split("=") : [];
        if (name) await context.addCookies([{ name, value, url: site.origin }]);
        page = await context.newPage();
        pages.set(who, page);
      }
      rows[index]?.[1].push(...(await take(page, shot, locale, into)));
    }
    for (const page of pages.values()) await page.context().close();
  }
  return rows;
}

const empty = (name: string, path: string): Shot => ({ folder: "empty", name, path });
const emptyShots = [
  ...[empty("gallery", "/"), empty("top", "/top"), empty("hall", "/top/hall-of-fame"), empty("vote", "/vote")],
  ...[empty("leaderboard", "/leaderboard"), empty("models", "/models"), empty("embedded", "/embed/top")],
];

/** Every page and state of a demo site, of one where nothing was posted, and of one whose database fails. */
export async function shootEveryPage(browser: Browser, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  const site = await startOwnSite({ NEXTAUTH_SECRET: secret });
  let bare: OwnSite | undefined;
  try {
    bare = await startOwnSite({ NEXTAUTH_SECRET: secret, PODIUM_DEMO: "0" });
    process.env.PODIUM_DATA_DIR = site.dataDir;
    const scene = await createScene(site.origin);
    const shots = Object.entries(pageStates).flatMap(([folder, statesOf]) =>
      statesOf(scene).map((each) => ({ ...each, folder })),
    );
    const rows = await takeAll(browser, site, scene, shots, into);
    rows.push(...(await takeAll(browser, bare, null, emptyShots, into)));
    await closeDatabase();
    process.env.PODIUM_DATA_DIR = bare.dataDir;
    await database().query("ALTER TABLE image_posts RENAME TO out_of_reach");
    const failing = [{ folder: "error", name: "page", path: "/older/zzzzzz" }];
    rows.push(...(await takeAll(browser, bare, null, failing, into)));
    await writeFile(join(into, "index.html"), contactSheet(rows));
    console.log(`${rows.flatMap(([, files]) => files).length} pictures, ${join(into, "index.html")}`);
  } finally {
    await closeDatabase();
    await Promise.all([site.stop(), bare?.stop()]);
  }
}
