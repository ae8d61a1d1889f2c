import { expect, test } from "vitest";
import { nextPages, startPages } from "./more-pages-state";

const page = (items: readonly number[], nextCursor: string | null) => ({ type: "arrived", items, nextCursor }) as const;
const asked = { type: "asked" } as const;

test("pages follow one another until there is none", () => {
  let state = startPages<number>("a");
  state = nextPages(nextPages(state, asked), page([3, 2], "b"));
  expect(state).toMatchObject({ cursor: "b", status: "idle" });
  state = nextPages(nextPages(state, asked), page([1], null));
  expect(state.pages.flatMap((each) => each.items)).toEqual([3, 2, 1]);
  expect(nextPages(state, asked)).toBe(state);
});

test("an answer that came twice is shown once", () => {
  const once = nextPages(nextPages(startPages<number>("a"), asked), page([1], "b"));
  expect(nextPages(once, page([1], "b"))).toBe(once);
});

test("a failure keeps what is on the screen and can be tried again", () => {
  const some = nextPages(nextPages(startPages<number>("a"), asked), page([1], "b"));
  const failed = nextPages(nextPages(some, asked), { type: "failed" });
  expect(failed).toMatchObject({ pages: some.pages, cursor: "b", status: "failed" });
  expect(nextPages(failed, asked).status).toBe("loading");
});

test("a list that is too old to go on keeps what is on the screen, and says so", () => {
  const some = nextPages(nextPages(startPages<number>("a"), asked), page([1], "b"));
  const expired = nextPages(nextPages(some, asked), { type: "expired" });
  expect(expired).toMatchObject({ pages: some.pages, status: "expired" });
});

test("several pages in one answer break as they would have one by one, and the last of all is the last", () => {
  const many = Array.from({ length: 60 }, (_, number) => number);
  const state = nextPages(nextPages(startPages<number>("a"), asked), page(many, null));
  expect(state.pages.map(({ items, isLast }) => [items.length, isLast])).toEqual([
    [24, false],
    [24, false],
    [12, true],
  ]);
  expect(state.pages.flatMap(({ items }) => items)).toEqual(many);
});
