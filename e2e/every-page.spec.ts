import type { Browser, Page } from "@playwright/test";
import { localePath } from "@/lib/i18n/paths";
import { type Locale, routing } from "@/lib/i18n/routing";
import { findLosses, findMotion, findViolations, hydrated } from "./support/page-laws";
import { type PageState, pageStates } from "./support/page-states";
import { createScene, type Player, type Scene } from "./support/scene";
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
  const faults = [...(await findMotion(page)), ...(await findViolations(page))];
  // What is left for the other theme and the other layout to break is found in one look at both.
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize(phone);
  faults.push(...(await findViolations(page)).map((fault) => `dark, on a phone: ${fault}`));
  for (const size of zoomed) {
    await page.setViewportSize(size);
    faults.push(...(await findLosses(page)).map((loss) => `at ${size.width} px ${loss}`));
  }
  return faults;
}

for (const locale of routing.locales) {
  for (const half of [0, 1]) {
    test(`every page and state is accessible in both themes, keeps still when asked to, and loses nothing at 200 %: ${locale}, ${half + 1} of 2`, async ({
      browser,
      baseURL,
    }) => {
      test.setTimeout(400_000);
      const look = await createLooker(browser, baseURL as string);
      const faults: string[] = [];
      for (const [index, [folder, statesOf]] of Object.entries(pageStates).entries()) {
        if (index % 2 !== half) continue;
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
