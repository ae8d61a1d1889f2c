import type { Page } from "@playwright/test";
import { expect } from "./test";

export const items = (page: Page) => page.locator("main a[data-post]");
/** The image that is opened in front of a gallery. */
export const opened = (page: Page) => page.getByRole("dialog", { name: /^Image/ });
export const focusedPost = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("data-post") ?? null);

/** Scripts have taken over: links open images in front of the gallery. */
export async function gotoGallery(page: Page, path = "/") {
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Compact rows" })).toBeVisible();
  await page.waitForLoadState("networkidle");
}
