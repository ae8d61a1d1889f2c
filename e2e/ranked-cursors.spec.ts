import { localePath } from "@/lib/i18n/paths";
import { routing } from "@/lib/i18n/routing";
import { encodeListCursor, type ListCursor } from "@/lib/posts/list-cursor";
import { modelSlug } from "@/lib/posts/model-slug";
import { asOwnPage, createMember, createPost, uniqueHandle } from "./support/community";
import { expect, test } from "./support/test";

const hour = 3_600_000;
/** Behind the best there can be, so that everything comes after it. */
const place = (at: number) => ({ at: Math.round(at), score: 36 ** 8 - 1, id: 2_000_000_000 });
const orders = [
  ["rising", (at: number): ListCursor => ({ sort: "rising", ...place(at) })],
  ["best of a week", (at: number): ListCursor => ({ sort: "top", period: "week", ...place(at) })],
  ["best of a month", (at: number): ListCursor => ({ sort: "top", period: "month", ...place(at) })],
  ["best ever", (at: number): ListCursor => ({ sort: "top", period: "all", ...place(at) })],
] as const;

/** What a page says to search engines; Next adds a `noindex` of its own to a 404. */
const robotsOf = (html: string) => [...html.matchAll(/<meta name="robots" content="([^"]*)"/g)].map(([, said]) => said);

test("a page of an order by score that was begun days ago, or is not begun yet, is a 404; one of now is there; neither is for search engines", async ({
  request,
  baseURL,
}) => {
  const [author, fan] = [await createMember(), await createMember()];
  const modelName = uniqueHandle("model");
  const { id } = await createPost(baseURL as string, author, { modelName });
  const like = await request.post(`/api/v1/images/${id}/like`, { headers: asOwnPage(fan) });
  expect(like.status()).toBe(201);
  const scopes = ["", `/models/${modelSlug(modelName)}`, `/u/${author.handle}`];
  const now = Date.now() + 5_000;
  for (const [name, cursorAt] of orders)
    for (const scope of scopes)
      for (const locale of routing.locales) {
        const ask = async (at: number) => {
          const path = localePath(`${scope}/older/${encodeListCursor(cursorAt(at))}`, locale);
          const response = await request.get(path);
          const html = await response.text();
          return { status: response.status(), robots: robotsOf(html), hasPost: html.includes(`/images/${id}"`) };
        };
        const about = [name, scope, locale].join(" ");
        const fresh = await ask(now);
        expect([about, fresh.status, fresh.robots]).toEqual([about, 200, ["noindex, follow"]]);
        // Of everybody's there may be better ones.
        if (scope !== "") expect([about, fresh.hasPost]).toEqual([about, true]);
        for (const at of [now - 49 * hour, now + hour]) {
          const stale = await ask(at);
          expect([about, stale.status, stale.hasPost]).toEqual([about, 404, false]);
          expect(stale.robots.length).toBeGreaterThan(0);
          for (const said of stale.robots) expect(said).toMatch(/^noindex/);
        }
      }
});

test("the API refuses a cursor by score that was begun days ago", async ({ request }) => {
  for (const [, cursorAt] of orders) {
    const cursor = cursorAt(Date.now() - 49 * hour);
    const order = cursor.sort === "top" ? `sort=top&period=${cursor.period}` : `sort=${cursor.sort}`;
    const ask = (text: string) => request.get(`/api/v1/images?${order}&cursor=${text}`);
    expect((await ask(encodeListCursor(cursor))).status()).toBe(422);
    expect((await ask(encodeListCursor(cursorAt(Date.now())))).status()).toBe(200);
  }
});
