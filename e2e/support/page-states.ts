/**
 * Every page and each state of it that looks different: one row for each page below `app`, by its folder. A page without a
 * row fails `lib/registry.test.ts`. `e2e/every-page.spec.ts` holds all of them to the same laws, `npm run screenshots -- all`
 * takes their pictures. A state is reached by what is there in every language: no words.
 */
import type { Page } from "@playwright/test";
import { database, pictureFile } from "./community";
import { hydrated } from "./page-laws";
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
  /** What it is about, where that is further down: a selector. */
  readonly view?: string;
}

type More = Pick<PageState, "as" | "reach" | "view">;
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
/** Answers nothing, for ever. */
const never = () => {};
const answer = (status: number, body: object = {}) => ({ status, json: body });
type Answer = Parameters<Page["route"]>[1];

const galleryEnd = { status: "p[role=status]:not(.fixed)", alert: "[role=alert]:has(+ button)" };
/** The gallery's end, where the page that follows does not come. */
const goToEnd = (answered: Answer, sign: string) => async (page: Page) => {
  await page.route(/\/api\/v1\/images\?/, answered);
  await page.reload();
  const end = page.locator(`main ${sign}`);
  // A page that has just come may go back to where it was left.
  for (let tries = 0; tries < 100 && !(await end.isVisible()); tries += 1) {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(100);
  }
  await end.waitFor();
};
/** An opened image about which this is answered. */
const openAnswered =
  (answered: Answer, sign = " section [role=status]") =>
  async (page: Page) => {
    await page.route("**/api/v1/images/*", answered);
    await page.locator("main a[data-post]").first().click();
    await page.locator(`dialog[open]${sign}`).waitFor();
  };
/** Chooses the left one; no other pair than the first was to be had, and the vote is answered so. */
const voteOnce = (drawn: Answer, voted: Answer, sign: string) => async (page: Page) => {
  await page.route("**/api/v1/tournaments/match*", drawn);
  await page.route("**/api/v1/tournaments/vote", voted);
  const asked = page.waitForRequest("**/api/v1/tournaments/match*");
  await page.reload();
  await asked;
  await hydrated(page, "[data-testid=pair] button");
  await page.locator("[data-testid=pair] button").first().click();
  await page.locator(`main ${sign}`).first().waitFor();
};
const counted = answer(201, { next_match: null });
/** What was chosen is sent and does not arrive. */
const postOffline = async (page: Page) => {
  await page.route("**/api/v1/images", (route) => route.abort());
  await post(await pictureFile())(page);
  await page.locator("main form [role=alert]").waitFor();
};
/** Signs in by words that belong to nobody, and again. */
const signInWrongly = (times: number) => async (page: Page) => {
  for (let n = 0; n < times; n += 1) {
    await page.locator("main input[name=name]").fill("nobody-of-this-name");
    await page.locator("main input[name=password]").fill("not a password of anybody");
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.locator("main form:has(input[name=password]) button[type=submit]").first().click();
    await answered;
  }
  await page.locator("main form [role=alert]").first().waitFor();
};
const saveProfile = async (page: Page) => {
  await page.locator("#profile form:has(textarea) button[type=submit]").click();
  await page.locator("#profile [role=status]").waitFor();
};
/** To the one that it was; the other browsers of that player stay signed in. */
const savePassword = (password: string, id: number) => async (page: Page) => {
  await page.locator("#password input[name=currentPassword]").fill(password);
  await page.locator("#password input[name=password]").fill(password);
  await page.locator("#password form button[type=submit]").click();
  await page.locator("#password [role=status]").waitFor();
  await database().query("UPDATE users SET session_version = 1 WHERE id = $1", [id]);
};
/** A fault of the frame around all pages, which only a document of its own can say. */
const breakLayout = async (page: Page) => {
  await page.evaluate(() => {
    const test = RegExp.prototype.test;
    RegExp.prototype.test = function (text) {
      if (this.source.includes("leaderboard")) throw new Error("broken for a test");
      return test.call(this, text);
    };
  });
  await page.locator("header nav a").nth(1).click();
  await page.locator("body:not(:has(header)) > main h1").waitFor();
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
    state("opened-loading", "/", { reach: openAnswered(never) }),
    state("opened-gone", "/", { reach: openAnswered((route) => route.fulfill(answer(404)), ":not(:has(section))") }),
    state("opened-failed", "/", { reach: openAnswered((route) => route.abort()) }),
    state("loading-more", "/", { reach: goToEnd(never, galleryEnd.status), view: galleryEnd.status }),
    state("more-failed", "/", { reach: goToEnd((route) => route.abort(), galleryEnd.alert), view: galleryEnd.alert }),
    state("layout-failed", "/", { reach: breakLayout }),
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
    state("edit-published", `/images/${postId}`, {
      as: "author",
      reach: both(open("main button:has(+ dialog) >> nth=0"), (page) =>
        page.locator("dialog[open] fieldset input[type=checkbox]").last().scrollIntoViewIfNeeded(),
      ),
    }),
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
    state("all-judged", "/vote", {
      ...{
        as: "member",
        reach: voteOnce(
          (route) => route.fulfill(answer(404)),
          (route) => route.fulfill(counted),
          "[role=status] ~ button",
        ),
      },
    }),
    state("unavailable", "/vote", {
      ...{
        as: "member",
        reach: voteOnce(
          (route) => route.abort(),
          (route) => route.fulfill(counted),
          "[role=alert] ~ button",
        ),
      },
    }),
    state("not-sent", "/vote", { as: "member", reach: voteOnce(never, (route) => route.abort(), "[role=alert]") }),
  ],
  upload: ({ file }) => [
    state("signed-out", "/upload"),
    state("blank", "/upload", { as: "member" }),
    state("chosen", "/upload", { as: "member", reach: choose }),
    state("refused", "/upload", { as: "member", reach: both(choose, refuse("main form")) }),
    state("share-missed", "/upload?shared=missed", { as: "member" }),
    state("under-way", "/upload", { as: "member", reach: postSlowly }),
    state("offline", "/upload", { as: "member", reach: postOffline }),
    state("posted-twice", "/upload", { as: "admin", reach: postTwin(file) }),
  ],
  "sign-in": () => [
    state("blank", "/sign-in"),
    state("refused", "/sign-in", { reach: refuse("main form") }),
    state("wrong", "/sign-in", { reach: signInWrongly(1) }),
  ],
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
  settings: ({ players: { settler } }) => [
    state("signed-out", "/settings"),
    state("blank", "/settings", { as: "author" }),
    state("refused", "/settings", { as: "author", reach: refuse("#password form") }),
    state("saved-profile", "/settings", { as: "author", reach: saveProfile, view: "#profile form:has(textarea)" }),
    // Signs its player out of what comes later.
    state("saved-password", "/settings", {
      as: "settler",
      reach: savePassword(settler.password, settler.id),
      view: "#password",
    }),
    state("new-token", "/settings", { as: "member", reach: makeToken }),
    state("sessions", "/settings", { as: "member", view: "#password" }),
    state("deletion", "/settings", { as: "member", view: "#data" }),
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

export interface BareState extends PageState {
  readonly folder: string;
}
const bare = (folder: string, name: string, path: string, more: More = {}): BareState => ({
  folder,
  ...state(name, path, more),
});

/** What a site shows where nothing was posted and one may sign in once in five minutes. */
export const emptyStates: readonly BareState[] = [
  ...[bare("empty", "gallery", "/"), bare("empty", "rising", "/rising"), bare("empty", "search", "/search?q=moon")],
  ...[bare("empty", "top", "/top"), bare("empty", "hall", "/top/hall-of-fame"), bare("empty", "vote", "/vote")],
  ...[bare("empty", "leaderboard", "/leaderboard"), bare("empty", "models", "/models")],
  ...[bare("empty", "embedded", "/embed/top"), bare("empty", "sign-up", "/sign-up")],
  bare("sign-in", "too-often", "/sign-in", { reach: signInWrongly(2) }),
];
/** For `emptyStates`. */
export const bareSiteEnv = { LIMIT_SIGN_IN: "1" };

/** What a site shows whose database has lost its images. */
export const failingStates: readonly BareState[] = [
  bare("error", "page", "/images/7"),
  bare("error", "search", "/search?q=moon"),
];
export const breakDatabase = () => database().query("ALTER TABLE image_posts RENAME TO out_of_reach");
