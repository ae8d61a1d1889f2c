import fc from "fast-check";
import { expect, test } from "vitest";
import { galleryAddresses, galleryPath, isGalleryPath, parseAuthorPlace, parseGalleryPlace } from "./gallery-path";
import { encodeListCursor } from "./list-cursor";
import { bestPeriods, type GalleryOrder, type GalleryScope, shuffleAfter } from "./orders";

const start = fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, "0"));
const orders: fc.Arbitrary<GalleryOrder> = fc.oneof(
  fc.constantFrom<GalleryOrder>({ sort: "new" }, { sort: "rising" }),
  fc.record({ sort: fc.constant("top" as const), period: fc.constantFrom(...bestPeriods) }),
  fc.record({ sort: fc.constant("random" as const), start }),
);
const scopes: fc.Arbitrary<GalleryScope> = fc.oneof(
  fc.constant(null),
  fc.record({ model: fc.string({ minLength: 1, unit: "grapheme" }) }),
  fc.constant({ author: { id: 7, handle: "mira" } }),
  fc.record({
    author: fc.constant({ id: 7, handle: "mira" }),
    only: fc.oneof(
      fc.constant("tournament" as const),
      fc.record({ model: fc.string({ minLength: 1, unit: "grapheme" }).filter((name) => !name.includes("\0")) }),
    ),
  }),
);

/** What stands behind a scope's own path. */
const segmentsOf = (path: string, scope: GalleryScope) =>
  path
    .split("/")
    .filter(Boolean)
    .slice(scope === null ? 0 : 2);

test("every gallery has an address of its own, which leads to it and to nothing else", () => {
  fc.assert(
    fc.property(scopes, orders, (scope, order) => {
      const path = galleryPath(scope, order);
      expect(path).toMatch(/^\/[\w/~-]*$/);
      const only = scope && "only" in scope ? scope.only : undefined;
      const parse = scope && "author" in scope ? parseAuthorPlace : parseGalleryPlace;
      expect(parse(segmentsOf(path, scope))).toEqual({ order, ...(only && { only }) });
      expect(isGalleryPath(path)).toBe(true);
    }),
  );
});

test("the page after a cursor keeps the order", () => {
  const after = { sort: "top", period: "week", at: 1_790_000_000_000, score: 12, id: 5 } as const;
  const path = galleryAddresses(null, { sort: "top", period: "week" }).page + encodeListCursor(after);
  expect(parseGalleryPlace(segmentsOf(path, null))).toEqual({ order: { sort: "top", period: "week" }, after });
});

test("other addresses are no gallery's", () => {
  for (const path of ["best", "best/day", "random", "random/xyz", "random/0000000", "older/x", "rising/1", "images/5"])
    expect(parseGalleryPlace(path.split("/"))).toBeNull();
  for (const path of ["model", "model/x/y", "tournament/x", "model/-/rising/x", "tournament/tournament"])
    expect(parseAuthorPlace(path.split("/"))).toBeNull();
  for (const path of ["/u/mira/model", "/u/mira/tournament/x", "/models", "/images/5", "/top", "/vote", "/u"])
    expect(isGalleryPath(path)).toBe(false);
});

test("a model's name goes into the query as a value, whatever it holds", () => {
  const { api } = galleryAddresses({ model: "a&b=c/ü" }, { sort: "top", period: "all" });
  const { pathname, searchParams } = new URL(`${api}a1`, "http://localhost");
  expect(pathname).toBe("/api/v1/images");
  expect(Object.fromEntries(searchParams)).toEqual({
    ...{ sort: "top", period: "all", model: "a&b=c/ü", cursor: "a1" },
  });
});

test("shuffling again never comes back soon, and always has an address", () => {
  fc.assert(
    fc.property(start, (first) => {
      const seen = new Set<string>();
      for (let next = first; seen.size < 500; next = shuffleAfter(next)) {
        expect(seen.has(next)).toBe(false);
        expect(parseGalleryPlace(["random", next])).toEqual({ order: { sort: "random", start: next } });
        seen.add(next);
      }
    }),
    { numRuns: 20 },
  );
});
