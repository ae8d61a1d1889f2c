import type { Browser, Page } from "@playwright/test";
import { localePath } from "@/lib/i18n/paths";
import { type Locale, routing } from "@/lib/i18n/routing";
import { migrate } from "../scripts/lib/migrations.mjs";
import { database, databaseUrl, uniqueHandle, useDatabase } from "./support/community";
import { findLosses, findMotion, findViolations, findViolationsInBothThemes, hydrated } from "./support/page-laws";
import {
  bareSiteEnv,
  breakDatabase,
  emptyStates,
  failingStates,
  type PageState,
  pageStates,
} from "./support/page-states";
import { createScene, type Player, type Scene } from "./support/scene";
import { startSite, stop } from "./support/servers";
import { expect, signInBrowser, test } from "./support/test";

const laptop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** A laptop and a phone at twice the size, or the narrowest that WCAG's reflow asks for. */
const zoomed = [
  { width: 720, height: 450 },
  { width: 320, height: 640 },
];

let scene: Scene;
test.beforeAll(async ({ baseURL }) => {
  scene = await createScene(baseURL as string);
});

/** One browser for each of those who look, by who. */
async function createLooker(browser: Browser, baseURL: string) {
  const pages = new Map<Player | undefined, Page>();
  return async (as: Player | undefined): Promise<Page> => {
    const known = pages.get(as);
    if (known) return known;
    const context = await browser.newContext({ baseURL, viewport: laptop, reducedMotion: "reduce" });
    if (as) await signInBrowser(context, baseURL, scene.players[as]);
    const page = await context.newPage();
    pages.set(as, page);
    return page;
  };
}

async function goTo(page: Page, { path, reach }: PageState, locale: Locale): Promise<void> {
  await page.setViewportSize(laptop);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(localePath(path, locale));
  await hydrated(page);
  await reach?.(page);
}

/** Every law, at one visit: a page that has come costs more than what is asked of it. */
async function findFaults(page: Page): Promise<string[]> {
  const faults = [...(await findMotion(page)), ...(await findViolationsInBothThemes(page, "light"))];
  // What is there on one width alone is seen in both themes too.
  await page.setViewportSize(phone);
  faults.push(...(await findViolationsInBothThemes(page, "dark")).map((fault) => `on a phone: ${fault}`));
  for (const size of zoomed) {
    await page.setViewportSize(size);
    faults.push(...(await findLosses(page)).map((loss) => `at ${size.width} px ${loss}`));
  }
  return faults;
}

for (const locale of routing.locales) {
  for (const quarter of [0, 1, 2, 3]) {
    test(`every page and state is accessible in both themes, keeps still when asked to, and loses nothing at 200 %: ${locale}, ${quarter + 1} of 4`, async ({
      browser,
      baseURL,
    }) => {
      test.setTimeout(400_000);
      const look = await createLooker(browser, baseURL as string);
      const faults: string[] = [];
      for (const [index, [folder, statesOf]] of Object.entries(pageStates).entries()) {
        if (index % 4 !== quarter) continue;
        for (const each of statesOf(scene)) {
          const page = await look(each.as);
          await goTo(page, each, locale);
          expect(await page.title(), each.path).not.toBe("");
          faults.push(...(await findFaults(page)).map((fault) => `/${folder} ${each.name}: ${fault}`));
          await page.unrouteAll();
        }
      }
      expect(faults).toEqual([]);
    });
  }
}

/** Where a database of its own is, beside the one under test, in which nothing was posted. */
async function createBareDatabase(): Promise<string> {
  const name = uniqueHandle("bare").replaceAll("-", "_");
  const url = new URL(databaseUrl());
  await database().query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}

test("a site where nothing was posted, one that fails and the page for no network are accessible in both themes and languages", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const DATABASE_URL = await createBareDatabase();
  await useDatabase(DATABASE_URL);
  const site = await startSite({ DATABASE_URL, ...bareSiteEnv });
  try {
    const page = await (await createLooker(browser, site.url))(undefined);
    const faults: string[] = [];
    const look = async (states: readonly PageState[]) => {
      for (const locale of routing.locales)
        for (const each of states) {
          await goTo(page, each, locale);
          faults.push(...(await findFaults(page)).map((fault) => `${locale} ${each.name}: ${fault}`));
        }
    };
    await look(emptyStates);
    for (const locale of routing.locales) {
      await page.goto(`/offline/${locale}`);
      faults.push(...(await findFaults(page)).map((fault) => `${locale} offline: ${fault}`));
    }
    await breakDatabase();
    await look(failingStates);
    expect(faults).toEqual([]);
  } finally {
    await stop(site.process);
    await useDatabase(null);
  }
});

test("a page that breaks these laws is found out", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.setContent(`<html lang="en"><title>x</title><main><h1>x</h1>
    <p style="width: 60em">wide</p><button style="position: absolute; left: 0; top: 0">one</button>
    <button style="position: absolute; left: 4px; top: 4px">two</button>
    <p style="height: 1em; overflow: hidden; color: #999; background: #888">many words that have no room here at all, so they are cut</p>
    <i style="transition: opacity 1s">moves</i></main>`);
  const losses = (await findLosses(page)).map((loss) => loss.split(":")[0]);
  expect(new Set(losses)).toEqual(new Set(["scrolls sideways", "leaves the screen", "is cut", "lies on another"]));
  expect(await findMotion(page)).toHaveLength(1);
  expect(await findViolations(page)).toEqual([expect.stringMatching(/^color-contrast/)]);
});
