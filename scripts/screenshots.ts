/**
 * `npm run screenshots`: the pictures of docs/boards.md and docs/gallery.md, in both themes, on a phone and on a laptop.
 * `npm run screenshots -- all FOLDER [PART …]`: every page and state there is, on three widths, in both themes and languages, with a
 * page of contents; with parts only the states with one of them in their name or path.
 * Both start sites of their own, with the demo and with what is to be seen.
 */
import { chromium } from "@playwright/test";
import { findBrowser } from "./lib/browser.mjs";
import { shootDocumentation } from "./screenshots/documentation";
import { shootEveryPage } from "./screenshots/every-page";

const [first, folder, ...parts] = process.argv.slice(2);
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
try {
  if (first === "all") {
    if (!folder) throw new Error("Say where to: npm run screenshots -- all FOLDER");
    const failures = await shootEveryPage(browser, folder, parts);
    for (const failure of failures) console.error(`not reached: ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  } else await shootDocumentation(browser);
} finally {
  await browser.close();
}
