import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { closeDatabase, createMember, database, type Member } from "./community";
import { findViolationsInBothThemes } from "./page-laws";

interface Fixtures {
  /** Signs the page's browser in as a new member. */
  member: Member;
  /** Fails when the page has an accessibility violation, in either theme. */
  expectAccessible: (page?: Page) => Promise<void>;
  /** Console errors a test provokes on purpose, e.g. the browser's own line about a 404. */
  allowConsole: (pattern: RegExp) => void;
}

/** Puts a member's session into a browser. */
export async function signInBrowser(context: BrowserContext, baseURL: string, member: Member): Promise<void> {
  const [name = "", value = ""] = member.cookie.split("=");
  await context.addCookies([{ name, value, url: baseURL, httpOnly: true, sameSite: "Lax" }]);
}

/**
 * Is an error the browser's word that an image is gone that nobody may see any more? A test beside this one may hide or delete it
 * between a gallery's answer and the fetch of its bytes, and gone is what it has to be then.
 */
async function isOfGoneImage(error: string): Promise<boolean> {
  const [, key] = /status of 404 .*\/media\/([\da-f]{32})\//.exec(error) ?? [];
  if (!key) return false;
  const { rowCount } = await database().query(
    "SELECT 1 FROM image_posts WHERE storage_key = $1 AND is_active UNION ALL SELECT 1 FROM users WHERE avatar_key = $1 AND is_active",
    [key],
  );
  return rowCount === 0;
}

/** Playwright's test where any console error or uncaught exception fails. */
export const test = base.extend<Fixtures & { watchConsole: undefined }>({
  allowConsole: async ({ context }, use) => {
    const allowed: RegExp[] = [];
    const errors: string[] = [];
    context.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => errors.push(String(error.error())));
    await use((pattern) => allowed.push(pattern));
    const unexpected: string[] = [];
    for (const error of errors)
      if (!allowed.some((pattern) => pattern.test(error)) && !(await isOfGoneImage(error))) unexpected.push(error);
    expect(unexpected).toEqual([]);
  },
  watchConsole: [
    async ({ allowConsole }, use) => {
      void allowConsole;
      await use(undefined);
    },
    { auto: true },
  ],
  member: async ({ context, baseURL }, use) => {
    const member = await createMember();
    await signInBrowser(context, baseURL as string, member);
    await use(member);
  },
  expectAccessible: async ({ page }, use) => {
    await use(async (which = page) => {
      // Without motion, or colours would be measured on their way from one theme to the other.
      await which.emulateMedia({ reducedMotion: "reduce" });
      expect(await findViolationsInBothThemes(which)).toEqual([]);
      await which.emulateMedia({ colorScheme: null, reducedMotion: null });
    });
  },
});

test.afterAll(async () => {
  await closeDatabase();
});

export { expect };
