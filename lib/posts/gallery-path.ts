import { decodeListCursor, type ListCursor, orderOf } from "./list-cursor";
import { modelSlug, parseModelSlug } from "./model-slug";
import { type AuthorFilter, bestPeriods, type GalleryOrder, type GalleryScope } from "./orders";

/** A page of a gallery as its address says it: an order, and where in it the page begins. */
export interface GalleryPlace {
  readonly order: GalleryOrder;
  readonly after?: ListCursor;
}

function scopePath(scope: GalleryScope): string {
  if (scope === null) return "";
  if ("model" in scope) return `/models/${modelSlug(scope.model)}`;
  const { author, only } = scope;
  const filter = only === undefined ? "" : only === "tournament" ? "/tournament" : `/model/${modelSlug(only.model)}`;
  return `/u/${author.handle}${filter}`;
}

/** Where a gallery begins in an order. A shuffle without a start is given one there. */
export function galleryPath(scope: GalleryScope, order: GalleryOrder | { readonly sort: "random" }): string {
  const base = scopePath(scope);
  switch (order.sort) {
    case "new":
      return base || "/";
    case "rising":
      return `${base}/rising`;
    case "top":
      return `${base}/best/${order.period}`;
    case "random":
      return "start" in order ? `${base}/random/${order.start}` : `${base}/random`;
  }
}

/** The place behind what follows a gallery's own path, by segments: none, `rising`, `best/week`, …; null for none of ours. */
export function parseGalleryPlace(segments: readonly string[]): GalleryPlace | null {
  const [kind, value, ...rest] = segments;
  if (rest.length > 0) return null;
  if (kind === undefined) return { order: { sort: "new" } };
  if (kind === "rising" && value === undefined) return { order: { sort: "rising" } };
  if (value === undefined) return null;
  if (kind === "best") {
    const period = bestPeriods.find((each) => each === value);
    return period ? { order: { sort: "top", period } } : null;
  }
  if (kind === "random") return /^[\da-f]{8}$/.test(value) ? { order: { sort: "random", start: value } } : null;
  const after = kind === "older" ? decodeListCursor(value) : null;
  return after && { order: orderOf(after), after };
}

/** The same behind a member's path, where a filter may come first: `model/<slug>/best/week`. */
export function parseAuthorPlace(segments: readonly string[]): (GalleryPlace & { only?: AuthorFilter }) | null {
  const [kind, slug, ...rest] = segments;
  const model = kind === "model" && slug !== undefined ? parseModelSlug(slug) : null;
  if (kind === "model" && (model === null || model.includes("\0"))) return null;
  const only = kind === "tournament" ? kind : model === null ? undefined : { model };
  const place = parseGalleryPlace(only === undefined ? segments : only === "tournament" ? segments.slice(1) : rest);
  return place && { ...place, ...(only && { only }) };
}

/** Where a list goes on: addresses of the API's answer and of the page, each of which wants a cursor at its end. */
export interface ListAddresses {
  readonly api: string;
  readonly page: string;
}

/** Where a gallery goes on. A cursor knows its order, so the page's address does not say it. */
export function galleryAddresses(scope: GalleryScope, order: GalleryOrder): ListAddresses {
  const query = new URLSearchParams({ sort: order.sort });
  if (order.sort === "top") query.set("period", order.period);
  if (scope && "model" in scope) query.set("model", scope.model);
  if (scope && "author" in scope) {
    query.set("user_id", String(scope.author.id));
    if (scope.only === "tournament") query.set("tournament_only", "true");
    else if (scope.only) query.set("model", scope.only.model);
  }
  return { api: `/api/v1/images?${query}&cursor=`, page: `${scopePath(scope)}/older/` };
}

/** Is this the path of a gallery, without its language? Leaving an image leads back to one. */
export function isGalleryPath(path: string): boolean {
  const own = path.replace(/^\/(?:models\/[^/]+|u\/[^/]+(?:\/tournament|\/model\/[^/]+)?)(?=\/|$)/, "");
  return parseGalleryPlace(own.split("/").filter(Boolean)) !== null;
}
