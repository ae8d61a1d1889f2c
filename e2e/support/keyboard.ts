import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/** Says what has the focus, and fails where somebody who looks could not tell. */
async function expectFocusSeen(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    // A hidden file field shows the focus on the field around it.
    const shown = element.matches(".sr-only") ? element.closest(":focus-within:not(:focus)") : element;
    const around = [shown, shown?.parentElement, shown?.parentElement?.parentElement];
    const ringed = around.some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
    const { top, bottom, left, right } = (shown ?? element).getBoundingClientRect();
    const isOn = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return ringed && isOn ? null : element.outerHTML.slice(0, 200);
  });
  expect(unseen, "has the focus, and does not show it").toBeNull();
}

/** Goes on by Tab until the focus is there, and sees it on every stop of the way. */
export async function tabTo(page: Page, wanted: Locator, { most = 120 } = {}): Promise<void> {
  // Next keeps the page before, unseen, for the way back.
  const target = wanted.filter({ visible: true });
  await target.waitFor();
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    await expectFocusSeen(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

/** The same, and Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
