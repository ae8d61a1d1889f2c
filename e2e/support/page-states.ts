/**
 * Every page and each state of it that looks different: one row for each page below `app`, by its folder. A page without a
 * row fails `lib/registry.test.ts`. `e2e/every-page.spec.ts` holds all of them to the same laws, `npm run screenshots -- all`
 * takes their pictures. A state is reached by what is there in every language: no words.
 */
import type { Page } from "@playwright/test";
import { pictureFile } from "./community";
import type { Player, Scene } from "./scene";

export interface PageState {
  /** Unlike the other states of the page. */
  readonly name: string;
  /** English. */
  readonly path: string;
  /** Who looks; nobody who is signed in, where it is left out. */
  readonly as?: Player;
  /** Brings the page that has just come to this state. */
  readonly reach?: (page: Page) => Promise<void>;
}

type More = Pick<PageState, "as" | "reach">;
const state = (name: string, path: string, more: More = {}): PageState => ({ name, path, ...more });

const open = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
};
/** Sends a form that leaves out what is required, and waits for what it says about that. */
const refuse = (form: string) => async (page: Page) => {
  await page.locator(`${form} button[type=submit]`).first().click();
  await page.locator(`${form} [aria-invalid=true], ${form} [role=alert]`).first().waitFor();
};
const both = (first: (page: Page) => Promise<void>, second: (page: Page) => Promise<void>) => async (page: Page) => {
  await first(page);
  await second(page);
};

const choose = async (page: Page) => {
  await page.locator("main form input[type=file]").setInputFiles({
    ...{ name: "a-picture.png", mimeType: "image/png" },
    buffer: await pictureFile({ width: 1200, height: 800 }),
  });
  await page.locator("main form img").waitFor();
};
/** Fills the form with a file and sends it. */
const post = (file: Buffer) => async (page: Page) => {
  await page
    .locator("main form input[type=file]")
    .setInputFiles({ name: "a-picture.png", mimeType: "image/png", buffer: file });
  await page.locator("main form textarea[name=prompt]").fill("A gradient between two colours");
  await page.locator("main form > div button[type=submit]").click();
};
const postTwin = (file: Buffer) => async (page: Page) => {
  await post(file)(page);
  await page.locator("main form a[target=_blank] img").waitFor();
};
/** A post whose bytes never arrive. */
const postSlowly = async (page: Page) => {
  await page.route("**/api/v1/images", () => {});
  await post(await pictureFile())(page);
  await page.locator("main form progress, main form [role=progressbar]").waitFor();
};
const judge = async (page: Page) => {
  await page.locator("[data-testid=pair] button").first().click();
  await page.locator("[data-undo]").waitFor();
};
const makeToken = async (page: Page) => {
  await page.locator("main input[name=name]").fill("night bot");
  await page.locator("main form:has(input[name=name]) button[type=submit]").click();
  await page.locator("main textarea[readonly]").waitFor();
};
const openImage = async (page: Page) => {
  await page.locator("main a[data-post]").first().click();
  await page.locator("dialog[open] img").first().waitFor();
};
const search = async (page: Page) => {
  await page.locator("main a[data-post]").first().waitFor();
  await page.keyboard.press("/");
  await page.locator("dialog[open] input").waitFor();
};
/** A section further down, under the header. */
const goDownTo = (selector: string) => async (page: Page) => {
  await page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView());
};
const reload = async (page: Page) => {
  await page.unrouteAll();
  await page.route(/\/api\/v1\/images\?/, (route) => route.abort());
  await page.reload();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.locator("main [role=alert]").waitFor();
};

export const pageStates: Readonly<Record<string, (scene: Scene) => readonly PageState[]>> = {
  "": () => [
    state("newest", "/"),
    state("opened", "/", { reach: openImage }),
    state("opened-info", "/", {
      reach: both(openImage, async (page) => {
        // Open already where there is room.
        if ((await page.locator("dialog[open] section").count()) === 0) await page.keyboard.press("i");
        await page.locator("dialog[open] dl").first().waitFor();
      }),
    }),
    state("opened-keys", "/", { reach: both(openImage, (page) => page.keyboard.press("?")) }),
    state("search-dialog", "/", { reach: search }),
    state("account-menu", "/", { as: "moderator", reach: open("header details > summary") }),
    state("no-more", "/", { reach: reload }),
    // Remembered by the browser: the last.
    state("compact", "/", { reach: open("main button[aria-pressed] >> nth=0") }),
  ],
  "images/[id]": ({ ratedId, postId, twinId }) => [
    state("rated", `/images/${ratedId}`),
    state("similar", `/images/${twinId}`),
    state("report", `/images/${ratedId}`, { as: "member", reach: open("main details:has(form) > summary") }),
    state("own", `/images/${postId}`, {
      as: "author",
      reach: (page) => page.locator("main dialog").first().waitFor({ state: "attached" }),
    }),
    state("edit", `/images/${postId}`, { as: "author", reach: open("main button:has(+ dialog) >> nth=0") }),
    state("delete", `/images/${postId}`, { as: "author", reach: open("main button:has(+ dialog) >> nth=1") }),
    state("moderate", `/images/${ratedId}`, {
      as: "moderator",
      reach: open("main details:has(form) >> nth=-1 >> summary"),
    }),
    state("missing", "/images/2147483647"),
  ],
  rising: () => [state("rising", "/rising")],
  "best/[period]": () => ["week", "month", "all"].map((period) => state(period, `/best/${period}`)),
  "random/[start]": () => [state("shuffle", "/random/8badf00d")],
  search: () => [
    state("blank", "/search"),
    state("found", "/search?q=marble"),
    state("filters", "/search?q=noise", { reach: open("main details:has(section, ul) > summary") }),
    state("help", "/search", { reach: open("main details:has(dl) > summary") }),
    state("found-in-korean", "/search?q=능선"),
    state("misspelt", "/search?q=mountian"),
    state("nothing-found", "/search?q=nothinghasthisinit model:Nobody"),
  ],
  "older/[cursor]": ({ cursor }) => [state("older", `/older/${cursor}`)],
  "[...rest]": () => [state("missing", "/no/such/page")],
  top: () => [state("day", "/top")],
  "top/[period]": ({ day }) => [
    ...["week", "month", "all"].map((period) => state(period, `/top/${period}`)),
    state("past-day", `/top/${day}`),
  ],
  "top/hall-of-fame": () => [state("hall", "/top/hall-of-fame")],
  "embed/[locale]/top": () => [state("embedded", "/embed/top")],
  vote: () => [
    state("signed-out", "/vote"),
    state("pair", "/vote", { as: "member" }),
    state("judged", "/vote", { as: "member", reach: judge }),
  ],
  upload: ({ file }) => [
    state("signed-out", "/upload"),
    state("blank", "/upload", { as: "member" }),
    state("chosen", "/upload", { as: "member", reach: choose }),
    state("refused", "/upload", { as: "member", reach: both(choose, refuse("main form")) }),
    state("share-missed", "/upload?shared=missed", { as: "member" }),
    state("under-way", "/upload", { as: "member", reach: postSlowly }),
    state("posted-twice", "/upload", { as: "admin", reach: postTwin(file) }),
  ],
  "sign-in": () => [state("blank", "/sign-in"), state("refused", "/sign-in", { reach: refuse("main form") })],
  "sign-up": () => [state("blank", "/sign-up"), state("refused", "/sign-up", { reach: refuse("main form") })],
  "sign-out": () => [state("question", "/sign-out", { as: "member" })],
  leaderboard: () => [state("ratings", "/leaderboard")],
  "leaderboard/[...rest]": ({ modelName }) => [state("model", `/leaderboard/model/${modelName}`)],
  models: () => [state("models", "/models")],
  "models/[slug]/[[...order]]": ({ modelName }) => [
    state("model", `/models/${modelName}`),
    state("best", `/models/${modelName}/best/all`),
  ],
  goodbye: () => [state("goodbye", "/goodbye")],
  "u/[handle]/[[...place]]": ({ maker, players }) => [
    state("maker", `/u/${maker}`),
    state("contenders", `/u/${maker}/tournament`),
    state("best", `/u/${maker}/best/week`),
    state("introduced", `/u/${players.author.handle}`),
    state("nothing-posted", `/u/${players.voter.handle}`),
    state("missing", "/u/nobody-of-this-name"),
  ],
  "about/ranking": () => [state("guide", "/about/ranking", { reach: open("main summary") })],
  "docs/api": () => [state("reference", "/docs/api")],
  "me/votes": () => [
    state("signed-out", "/me/votes"),
    state("taste", "/me/votes", { as: "voter" }),
    state("no-votes", "/me/votes", { as: "author" }),
  ],
  settings: () => [
    state("signed-out", "/settings"),
    state("blank", "/settings", { as: "author" }),
    state("refused", "/settings", { as: "author", reach: refuse("#password form") }),
    state("new-token", "/settings", { as: "member", reach: makeToken }),
    state("sessions", "/settings", { as: "member", reach: goDownTo("#password") }),
    state("deletion", "/settings", { as: "member", reach: goDownTo("#data") }),
  ],
  admin: () => [
    state("posts", "/admin", { as: "moderator" }),
    state("hide", "/admin", {
      as: "moderator",
      reach: both(open("main details > summary"), refuse("main details[open]")),
    }),
    state("hidden", "/admin?state=hidden", { as: "moderator" }),
    state("nothing-found", "/admin?q=nothing-has-this-in-it", { as: "moderator" }),
  ],
  "admin/reports": () => [
    state("open", "/admin/reports", { as: "moderator" }),
    state("none-resolved", "/admin/reports?state=resolved", { as: "moderator" }),
    state("resolve", "/admin/reports", { as: "moderator", reach: open("main details > summary") }),
  ],
  "admin/integrity": () => [state("voters", "/admin/integrity", { as: "moderator" })],
  "admin/integrity/[voterId]": ({ suspectId }) => [
    state("evidence", `/admin/integrity/${suspectId}`, {
      as: "moderator",
      reach: (page) => page.locator("main table").waitFor(),
    }),
    state("without-script", `/admin/integrity/${suspectId}?wait=1`, { as: "moderator" }),
  ],
  "admin/members": () => [
    state("members", "/admin/members", { as: "admin" }),
    state("deactivate", "/admin/members", { as: "admin", reach: open("main details > summary") }),
  ],
  "admin/audit": ({ ratedId }) => [
    state("acts", "/admin/audit", { as: "moderator" }),
    state("untouched", `/admin/audit?target=post:${ratedId}`, { as: "moderator" }),
  ],
};
