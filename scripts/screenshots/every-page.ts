import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { hydrated } from "../../e2e/support/page-laws";
import {
  bareSiteEnv,
  breakDatabase,
  emptyStates,
  failingStates,
  type PageState,
  pageStates,
} from "../../e2e/support/page-states";
import { createScene, type Scene } from "../../e2e/support/scene";
import { localePath } from "../../lib/i18n/paths";
import { type Locale, routing } from "../../lib/i18n/routing";
import type { OwnSite } from "../lib/own-site";
import { withPictureSite } from "./picture-site";

const screens = [
  [390, 844],
  [820, 1180],
  [1440, 900],
] as const;
const themes = ["light", "dark"] as const;
/** How much of a long page is in its picture, in screens. */
const depth = 2.5;
/** How long a page may take to come, or its state to be reached, in ms. */
const patience = 15_000;

interface Shot extends PageState {
  readonly folder: string;
  /** Where the languages of a page are that is not under its language's path. */
  readonly addressIn?: (locale: Locale) => string;
}
const titleOf = ({ folder, name }: Shot) => `${folder.replaceAll(/[^\w]+/g, "-") || "gallery"}_${name}`;

/** Until what is in view can be drawn, and half a second at most: a state may be that it does not come. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const inView = [...document.images].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < 2.5 * innerHeight && image.checkVisibility();
    });
    const drawable = Promise.allSettled([document.fonts.ready, ...inView.map((image) => image.decode())]);
    await Promise.race([drawable, new Promise((done) => setTimeout(done, 500))]);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await page.waitForTimeout(50);
}

/** The browser's own picture: Playwright's waits for all that loads. A page that was not scrolled goes on below the screen. */
async function capture(page: Page, session: CDPSession): Promise<Buffer> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const whole = await page.evaluate(() =>
    scrollY > 0 || document.querySelector("dialog[open]") ? 0 : document.documentElement.scrollHeight,
  );
  const clip = { x: 0, y: 0, width, height: Math.min(whole, Math.round(depth * height)), scale: 1 };
  const { data } = await session.send("Page.captureScreenshot", {
    ...{ format: "jpeg", quality: 80 },
    ...(whole > height && { captureBeyondViewport: true, clip }),
  });
  return Buffer.from(data, "base64");
}

/** One visit, in every theme and width. */
async function take(page: Page, shot: Shot, locale: Locale, into: string): Promise<void> {
  const { path, reach, view, addressIn } = shot;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(addressIn?.(locale) ?? localePath(path, locale));
  await hydrated(page);
  await reach?.(page);
  const session = await page.context().newCDPSession(page);
  for (const [width, height] of screens) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      if (view) {
        // Under the header, or as far up as the page goes; once the page has its length at this width.
        await page.locator(`main ${view}`).evaluate((element) => element.scrollIntoView());
        await settle(page);
      }
      await writeFile(
        join(into, `${[titleOf(shot), locale, colorScheme, width].join("_")}.jpg`),
        await capture(page, session),
      );
    }
  }
  await session.detach();
  // What this state left in the browser is not the next one's.
  await page.evaluate(() => localStorage.clear());
  await page.unrouteAll({ behavior: "ignoreErrors" });
}

/** The browsers of those who look, kept from one state to the next. */
function createLookers(browser: Browser, site: OwnSite, scene: Scene | null) {
  const pages = new Map<string, Page>();
  return {
    async pageOf({ as }: Shot): Promise<Page> {
      const known = pages.get(as ?? "");
      if (known) return known;
      const context = await browser.newContext({ baseURL: site.origin, reducedMotion: "reduce" });
      context.setDefaultTimeout(patience);
      const [name, value] = as && scene ? scene.players[as].cookie.split("=") : [];
      if (name && value) await context.addCookies([{ name, value, url: site.origin }]);
      const page = await context.newPage();
      pages.set(as ?? "", page);
      return page;
    },
    /** After a state that was not reached: who knows what the page still waits for. */
    async forget({ as }: Shot): Promise<void> {
      const page = pages.get(as ?? "");
      pages.delete(as ?? "");
      await page?.context().close();
    },
    async close(): Promise<void> {
      for (const page of pages.values()) await page.context().close();
    },
  };
}

/** @returns the states that were not reached, each with why */
async function takeAll(browser: Browser, site: OwnSite, scene: Scene | null, shots: readonly Shot[], into: string) {
  const failures: string[] = [];
  for (const locale of routing.locales) {
    const lookers = createLookers(browser, site, scene);
    for (const shot of shots) {
      const startedAt = Date.now();
      try {
        await take(await lookers.pageOf(shot), shot, locale, into);
        console.log(`${titleOf(shot)} ${locale}  ${Date.now() - startedAt} ms`);
      } catch (error) {
        const reason = `${titleOf(shot)} ${locale}, at ${shot.path}: ${(error as Error).message.split("\n")[0]}`;
        console.error(`NOT REACHED ${reason}`);
        failures.push(reason);
        await lookers.forget(shot);
      }
    }
    await lookers.close();
  }
  return failures;
}

/** A page of contents of all pictures in the folder: each state a row, each language, theme and width a cell. */
async function writeContents(folder: string): Promise<number> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".jpg")).sort();
  const rows = new Map<string, string[]>();
  for (const file of files) {
    const title = file.split("_").slice(0, 2).join(": ");
    rows.set(title, [...(rows.get(title) ?? []), file]);
  }
  const cell = (file: string) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}" height="240"></a>`;
  const body = [...rows].map(([title, each]) => `<h2>${title}</h2><p>${each.map(cell).join(" ")}</p>`).join("\n");
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><body>${body}</body></html>`,
  );
  return files.length;
}

const shot = (folder: string, name: string, path: string): Shot => ({ folder, name, path });
/** The page again, with no image's bytes: what is seen while they are on their way. */
async function withoutBytes(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => pathname.startsWith("/media/"),
    () => {},
  );
  await page.reload({ waitUntil: "commit" });
  await page.locator("main img").first().waitFor();
}
/** What is seen only in between, or without the site. */
const passingShots: readonly Shot[] = [
  { ...shot("", "images-under-way", "/"), reach: withoutBytes },
  { ...shot("offline", "page", "/offline"), addressIn: (locale) => `/offline/${locale}` },
];
async function shootDemo(browser: Browser, into: string, isWanted: (shot: Shot) => boolean): Promise<string[]> {
  return withPictureSite({}, async (site) => {
    const scene = await createScene(site.origin);
    const shots = Object.entries(pageStates).flatMap(([folder, statesOf]) =>
      statesOf(scene).map((each) => ({ ...each, folder })),
    );
    return takeAll(browser, site, scene, [...shots, ...passingShots].filter(isWanted), into);
  });
}

async function shootBare(browser: Browser, into: string, isWanted: (shot: Shot) => boolean): Promise<string[]> {
  if (![...emptyStates, ...failingStates].some(isWanted)) return [];
  return withPictureSite({ PODIUM_DEMO: "0", ...bareSiteEnv }, async (site) => {
    const failures = await takeAll(browser, site, null, emptyStates.filter(isWanted), into);
    await breakDatabase();
    return [...failures, ...(await takeAll(browser, site, null, failingStates.filter(isWanted), into))];
  });
}

/**
 * Every page and state of a demo site, of one where nothing was posted, and of one whose database fails; with `parts` only those
 * with one of them in their name or path. @returns the states that were not reached, each with why: they do not keep the others
 */
export async function shootEveryPage(browser: Browser, into: string, parts: readonly string[]): Promise<string[]> {
  await mkdir(into, { recursive: true });
  const isWanted = (each: Shot) =>
    parts.length === 0 || parts.some((part) => `${titleOf(each)} ${each.path}`.includes(part));
  const failures = [...(await shootDemo(browser, into, isWanted)), ...(await shootBare(browser, into, isWanted))];
  console.log(`${await writeContents(into)} pictures: ${join(into, "index.html")}`);
  return failures;
}
