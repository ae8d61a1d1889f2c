/**
 * Where a post can be met: one row for each page and each route below `app`, by its folder. A folder without a row fails
 * `lib/registry.test.ts`; `e2e/gone.spec.ts` asks for all of them, before and after a post is hidden or deleted, and
 * `e2e/metadata.spec.ts`, for what a file tells about somebody.
 */
import type { Member } from "./community";
import type { Subject } from "./subject";

export interface Ask {
  /** English; a page is asked for in every language. */
  readonly path: string;
  /**
   * `list`: has the post among others, and then has not. `own`: is about the post, and then is 404. `drawn`: a picture with
   * the post in it, and then another one. `refused`: a write that is an error as soon as the post is gone. `silent`: never had it.
   */
  readonly sight: "list" | "own" | "drawn" | "refused" | "silent";
  readonly as?: Member;
  /** The answer repeats what was asked for: the marker in it tells nothing. */
  readonly isEchoed?: boolean;
  /** Nothing of it is fetched ahead; so it is with whatever is for one reader. */
  readonly isPerRequest?: boolean;
  /** What tells that the post is in an answer, beside its marker, its key and its links. */
  readonly sign?: RegExp;
  readonly method?: string;
  readonly body?: object;
}

type Options = Omit<Ask, "path" | "sight">;
const list = (path: string, options: Options = {}): Ask => ({ path, sight: "list", ...options });
const own = (path: string, options: Options = {}): Ask => ({ path, sight: "own", ...options });
const silent = (path: string, options: Options = {}): Ask => ({ path, sight: "silent", ...options });
const refused = (method: string, path: string, as: Member, body?: object): Ask => ({
  ...{ path, sight: "refused", method, as },
  ...(body && { body }),
});
const searched = (query: string) => list(`/search?q=${query}`, { isPerRequest: true, isEchoed: true });
/** A draw shows a few posts of many, so it is asked for often. */
const often = (ask: Ask): Ask[] => Array.from({ length: 6 }, () => ask);

/** Eight at a time: a page that is rendered anew keeps a server busy. */
export async function askEach<A, T>(asks: readonly A[], work: (ask: A) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const next = asks.entries();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const [index, ask] of next) results[index] = await work(ask);
    }),
  );
  return results;
}

const v1 = "/api/v1";
const about = { reason: "for a test" };
/** No one but moderators comes here, and they see what is hidden. */
const asStranger = (path: string) => (subject: Subject) => [silent(path, { as: subject.stranger })];

export const pageAddresses: Readonly<Record<string, (subject: Subject) => readonly Ask[]>> = {
  "": () => [list("/")],
  "images/[id]": ({ id, newerId, olderId, opponentId, alikeId }) => [
    own(`/images/${id}`),
    ...[newerId, olderId, opponentId, alikeId].map((each) => list(`/images/${each}`)),
  ],
  "older/[cursor]": ({ cursor }) => [list(`/older/${cursor}`)],
  rising: () => [list("/rising")],
  "best/[period]": () => ["week", "month", "all"].map((period) => list(`/best/${period}`)),
  "random/[start]": ({ shuffleStart }) => [list(`/random/${shuffleStart}`)],
  search: ({ marker, modelName, author }) => [
    ...["relevance", "new", "likes", "rating"].map((sort) => searched(`${marker}&sort=${sort}`)),
    searched(`model:${modelName}`),
    searched(`by:${author.handle}`),
  ],
  "[...rest]": () => [silent("/no/such/page")],
  top: () => [list("/top")],
  "embed/[locale]/top": () => [list("/embed/top")],
  vote: ({ judge, voter, matchId, votedMatchId, ticket, stranger }) => [
    list(`/vote?match=${matchId}`, { as: judge }),
    list(`/vote?pair=${ticket}`, { as: stranger }),
    list(`/vote?voted=${votedMatchId}`, { as: voter }),
    silent(`/vote?pair=${ticket}`),
    ...often(silent("/vote")),
  ],
  upload: ({ author }) => [silent("/upload", { as: author })],
  "sign-in": () => [silent("/sign-in")],
  "sign-up": () => [silent("/sign-up")],
  "sign-out": () => [silent("/sign-out")],
  "top/[period]": ({ day }) => ["week", "month", "all", day].map((period) => list(`/top/${period}`)),
  "top/hall-of-fame": () => [list("/top/hall-of-fame")],
  leaderboard: () => [list("/leaderboard")],
  "leaderboard/[...rest]": ({ modelName }) => [list(`/leaderboard/model/${modelName}`)],
  models: () => [silent("/models")],
  "models/[slug]/[[...order]]": ({ modelName }) =>
    ["", "/rising", "/best/week"].map((order) => list(`/models/${modelName}${order}`)),
  "u/[handle]/[[...place]]": ({ author, modelName }) =>
    ["", "/best/all", "/tournament", `/model/${modelName}`].map((place) => list(`/u/${author.handle}${place}`)),
  "about/ranking": () => [silent("/about/ranking")],
  "docs/api": () => [silent("/docs/api")],
  "me/votes": ({ voter }) => [list("/me/votes", { as: voter })],
  goodbye: () => [silent("/goodbye")],
  settings: ({ author }) => [silent("/settings", { as: author })],
  admin: asStranger("/admin"),
  "admin/reports": asStranger("/admin/reports"),
  "admin/integrity": asStranger("/admin/integrity"),
  "admin/integrity/[voterId]": (subject) => asStranger(`/admin/integrity/${subject.voter.id}`)(subject),
  "admin/members": asStranger("/admin/members"),
  "admin/audit": asStranger("/admin/audit"),
};

/** By the folder of a `route.ts` or `manifest.ts` below `app`. */
export const routeAddresses: Readonly<Record<string, (subject: Subject) => readonly Ask[]>> = {
  "": () => [silent("/manifest.webmanifest")],
  "media/[...key]": ({ variants }) => variants.map((path) => own(path)),
  "previews/[name]": ({ id, day }) => [
    own(`/previews/${id}.jpg`),
    ...["top", "top-week", "top-month", "top-all", `top-${day}`].map(
      (name) => ({ path: `/previews/${name}.jpg`, sight: "drawn" }) as const,
    ),
  ],
  "feeds/[...name]": ({ author, modelName }) => [
    list("/feeds/new.xml"),
    list("/feeds/top.xml"),
    list(`/feeds/by/${author.handle}.xml`),
    // With its only post the model goes too.
    own(`/feeds/model/${modelName}.xml`),
  ],
  "sitemap.xml": () => [silent("/sitemap.xml")],
  "sitemaps/[name]": () => [list("/sitemaps/0.xml"), silent("/sitemaps/pages.xml"), silent("/sitemaps/days.xml")],
  "robots.txt": () => [silent("/robots.txt")],
  "share-target": () => [silent("/share-target")],
  "offline/[locale]": () => [silent("/offline/en"), silent("/offline/ko")],
  "api/[...rest]": () => [silent("/api/no/such")],
  "api/auth/[...nextauth]": ({ author }) => [silent("/api/auth/session", { as: author })],
  "api/auth/start/[provider]": () => [silent("/api/auth/start/github")],
  "api/jwks": () => [silent("/.well-known/jwks.json")],
  "api/openapi.json": () => [silent("/api/openapi.json")],
  "api/v1/auth/register": () => [silent(`${v1}/auth/register`)],
  "api/v1/auth/token": () => [silent(`${v1}/auth/token`)],
  "api/v1/images": ({ marker, modelName, author, cursor }) => [
    list(`${v1}/images`),
    ...["top", "top&period=week", "rising"].map((sort) => list(`${v1}/images?sort=${sort}`)),
    list(`${v1}/images?q=${marker}`),
    list(`${v1}/images?model=${modelName}`),
    list(`${v1}/images?user_id=${author.id}&tournament_only=true`),
    list(`${v1}/images?cursor=${cursor}`),
    ...often(silent(`${v1}/images?sort=random&limit=100`)),
  ],
  "api/v1/images/[id]": ({ id, author, newerId }) => [
    own(`${v1}/images/${id}`),
    list(`${v1}/images/${newerId}`, { sign: new RegExp(`"older_id":${id}\\b`) }),
    refused("PATCH", `${v1}/images/${id}`, author, { prompt: "changed" }),
  ],
  "api/v1/images/[id]/exposure": ({ id, author }) => [own(`${v1}/images/${id}/exposure`, { as: author })],
  "api/v1/images/[id]/like": ({ id, stranger }) => [refused("POST", `${v1}/images/${id}/like`, stranger)],
  "api/v1/images/[id]/download": ({ id }) => [own(`${v1}/images/${id}/download`)],
  "api/v1/images/[id]/similar": ({ id, alikeId }) => [
    own(`${v1}/images/${id}/similar`),
    list(`${v1}/images/${alikeId}/similar`),
  ],
  "api/v1/images/[id]/workflow": ({ id }) => [own(`${v1}/images/${id}/workflow`)],
  "api/v1/images/random": () => often(silent(`${v1}/images/random?limit=50`)),
  "api/v1/images/top-24h": () => [list(`${v1}/images/top-24h`)],
  "api/v1/me": ({ author }) => [silent(`${v1}/me`, { as: author })],
  "api/v1/me/avatar": ({ author }) => [silent(`${v1}/me/avatar`, { as: author })],
  // Its author's own: a post that moderators hid is among their data, and says that it is hidden.
  "api/v1/me/export": ({ stranger }) => [silent(`${v1}/me/export`, { as: stranger })],
  "api/v1/me/likes": ({ id, fan }) => [
    list(`${v1}/me/likes?ids=${id}`, { as: fan, sign: new RegExp(`"liked_ids":\\[${id}\\]`) }),
  ],
  "api/v1/me/state": ({ id, fan }) => [
    list(`${v1}/me/state?ids=${id}`, { as: fan, sign: new RegExp(`"liked_ids":\\[${id}\\]|"${id}":\\d`) }),
  ],
  // A voter's own votes stay theirs: ids, and nothing of the post.
  "api/v1/me/votes": ({ voter }) => [silent(`${v1}/me/votes`, { as: voter })],
  "api/v1/oembed": ({ id, origin }) => [own(`${v1}/oembed?url=${origin}/images/${id}`)],
  "api/v1/tournaments/match": ({ stranger }) => often(silent(`${v1}/tournaments/match`, { as: stranger })),
  // Nobody wins, so a match that is open may end this way; its answer brings the next one.
  "api/v1/tournaments/outcome": ({ referee, openMatchId }) => [
    silent(`${v1}/tournaments/outcome`, {
      ...{ method: "POST", as: referee, body: { match_id: openMatchId, outcome: "tie" } },
    }),
  ],
  "api/v1/tournaments/rankings": () => [list(`${v1}/tournaments/rankings`)],
  "api/v1/tournaments/vote": ({ id, judge, matchId }) => [
    refused("POST", `${v1}/tournaments/vote`, judge, { match_id: matchId, winner_image_id: id }),
  ],
  "api/v1/tournaments/vote/[match_id]": ({ voter, votedMatchId }) => [
    refused("DELETE", `${v1}/tournaments/vote/${votedMatchId}`, voter),
  ],
  "api/v1/search": ({ marker, modelName }) => [
    ...["relevance", "new", "likes", "rating"].map((sort) =>
      list(`${v1}/search?q=${marker}&sort=${sort}`, { isEchoed: true }),
    ),
    list(`${v1}/search?q=model:${modelName}`),
  ],
  "api/v1/users/[handle]": ({ author }) => [silent(`${v1}/users/${author.handle}`)],
  "api/v1/reports": ({ id, stranger }) => [refused("POST", `${v1}/reports`, stranger, { image_id: id, ...about })],
  "api/v1/moderation/actions": asStranger(`${v1}/moderation/actions`),
  "api/v1/moderation/images": asStranger(`${v1}/moderation/images`),
  "api/v1/moderation/images/[id]/hide": ({ id, stranger }) => [
    refused("POST", `${v1}/moderation/images/${id}/hide`, stranger, about),
  ],
  "api/v1/moderation/images/[id]/restore": ({ id, stranger }) => [
    refused("POST", `${v1}/moderation/images/${id}/restore`, stranger, about),
  ],
  "api/v1/moderation/members": asStranger(`${v1}/moderation/members`),
  "api/v1/moderation/members/[id]/deactivate": asStranger(`${v1}/moderation/members/1/deactivate`),
  "api/v1/moderation/members/[id]/reactivate": asStranger(`${v1}/moderation/members/1/reactivate`),
  "api/v1/moderation/members/[id]/role": asStranger(`${v1}/moderation/members/1/role`),
  "api/v1/moderation/reports": asStranger(`${v1}/moderation/reports`),
  "api/v1/moderation/reports/[id]/resolve": asStranger(`${v1}/moderation/reports/1/resolve`),
};
