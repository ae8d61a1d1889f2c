import type { Page } from "@playwright/test";

/** Each image of the pair that is to be judged. */
export const pairButton = "[data-testid=pair] button";

/** The ids of the two images that are shown, left and right; the next pair may have one of them again. */
export const shownPair = (page: Page): Promise<string[]> =>
  page.locator(pairButton).evaluateAll((buttons) => buttons.map((button) => (button as HTMLButtonElement).value));
