/**
 * Who may do what: one row for each operation of `lib/registry.ts` and each page below `app/[locale]`. An operation or a
 * page without a row fails `lib/registry.test.ts`; `matrix.spec.ts` asks the running server for every cell.
 */

/** Who asks. "demoted": an admin until a second ago, still with the cookie of that time. "owner": of the post asked about. */
export const who = ["anonymous", "member", "owner", "other", "deactivated", "moderator", "admin", "demoted"] as const;
export type Who = (typeof who)[number];

/** A post, a like, a match and so on are made anew for each cell. */
export interface Scene {
  /** A visible post of "owner". */
  readonly postId: number;
  /** A hidden one of theirs. */
  readonly hiddenId: number;
  /** A plain member whom it is about. */
  readonly memberId: number;
}

type Answers = Readonly<Record<Who, number>>;
/** Anybody; members, whichever; whoever may moderate; admins alone. Who is none of them is asked to sign in (401) or refused. */
const anyone = (ok: number): Answers => all(ok);
const members = (ok: number): Answers => ({ ...all(ok), ...nobody });
const moderators = (ok: number): Answers => ({ ...all(403), ...nobody, moderator: ok, admin: ok });
const admins = (ok: number): Answers => ({ ...moderators(ok), moderator: 403 });
/** The post is no secret, so others are refused, not told that there is none. */
const owners = (ok: number): Answers => ({ ...all(403), ...nobody, owner: ok });

const all = (status: number) => Object.fromEntries(who.map((one) => [one, status])) as Answers;
/** Whoever changed in rank or was deactivated has no session any more: their cookie is nobody's. */
const nobody = { anonymous: 401, deactivated: 401, demoted: 401 } as const;

interface Row {
  readonly ask: (scene: Scene) => readonly [method: string, path: string, body?: object | FormData];
  readonly answers: Answers;
}
const row = (ask: Row["ask"], answers: Answers): Row => ({ ask, answers });

const v1 = "/api/v1";
const whole = { prompt: "changed", model_name: null, is_tournament_opt_in: false };
const reason = { reason: "for the matrix" };
/** Past who may do it, and refused for what it says: shows that somebody was admitted, and changes nothing. */
const invalid = 422;

/** By the operation's name. `null`: it has no route of its own, and its forms have tests in e2e/forms.spec.ts. */
export const operationRows: Readonly<Record<string, Row | null>> = {
  listImages: row(() => ["GET", `${v1}/images`], anyone(200)),
  getImage: row(({ postId }) => ["GET", `${v1}/images/${postId}`], anyone(200)),
  getOembed: row(({ postId }) => ["GET", `${v1}/oembed?url=http://elsewhere.example/images/${postId}`], anyone(404)),
  listSimilarImages: row(({ postId }) => ["GET", `${v1}/images/${postId}/similar`], anyone(200)),
  downloadImage: row(({ postId }) => ["GET", `${v1}/images/${postId}/download`], anyone(200)),
  getWorkflow: row(({ postId }) => ["GET", `${v1}/images/${postId}/workflow`], anyone(404)),
  createPost: row(() => ["POST", `${v1}/images`, new FormData()], members(invalid)),
  updatePost: row(({ postId }) => ["PATCH", `${v1}/images/${postId}`, { prompt: "changed" }], owners(200)),
  replacePost: row(({ postId }) => ["PUT", `${v1}/images/${postId}`, whole], owners(200)),
  deletePost: row(({ postId }) => ["DELETE", `${v1}/images/${postId}`], owners(204)),
  getViewerState: row(() => ["GET", `${v1}/me/state`], anyone(200)),
  likePost: row(({ postId }) => ["POST", `${v1}/images/${postId}/like`], members(201)),
  unlikePost: row(({ postId }) => ["DELETE", `${v1}/images/${postId}/like`], members(404)),
  getMatch: row(() => ["GET", `${v1}/tournaments/match`], members(200)),
  getExposure: row(({ postId }) => ["GET", `${v1}/images/${postId}/exposure`], owners(200)),
  castVote: row(() => ["POST", `${v1}/tournaments/vote`, {}], members(invalid)),
  getTopTen: row(() => ["GET", `${v1}/images/top-24h`], anyone(200)),
  hidePost: row(({ postId }) => ["POST", `${v1}/moderation/images/${postId}/hide`, reason], moderators(200)),
  restorePost: row(({ hiddenId }) => ["POST", `${v1}/moderation/images/${hiddenId}/restore`, reason], moderators(200)),
  deactivateMember: row(
    ({ memberId }) => ["POST", `${v1}/moderation/members/${memberId}/deactivate`, reason],
    moderators(200),
  ),
  reactivateMember: row(
    ({ memberId }) => ["POST", `${v1}/moderation/members/${memberId}/reactivate`, reason],
    moderators(200),
  ),
  changeRole: row(
    ({ memberId }) => ["PUT", `${v1}/moderation/members/${memberId}/role`, { role: "moderator", ...reason }],
    admins(200),
  ),
  listModeratedPosts: row(() => ["GET", `${v1}/moderation/images`], moderators(200)),
  listModeratedMembers: row(() => ["GET", `${v1}/moderation/members`], moderators(200)),
  listModerationActions: row(() => ["GET", `${v1}/moderation/actions`], moderators(200)),
  listReports: row(() => ["GET", `${v1}/moderation/reports`], moderators(200)),
  resolveReport: row(() => ["POST", `${v1}/moderation/reports/2147483647/resolve`, reason], moderators(404)),
  reportImage: row(({ postId }) => ["POST", `${v1}/reports`, { image_id: postId, ...reason }], members(201)),
  searchImages: row(() => ["GET", `${v1}/search?q=light`], anyone(200)),
  listRandomImages: row(() => ["GET", `${v1}/images/random`], anyone(200)),
  listRankings: row(() => ["GET", `${v1}/tournaments/rankings`], anyone(200)),
  getMe: row(() => ["GET", `${v1}/me`], members(200)),
  getMember: row(() => ["GET", `${v1}/users/nobody-at-all`], anyone(404)),
  updateProfile: row(() => ["PATCH", `${v1}/me`, { bio: "for the matrix" }], members(200)),
  setAvatar: row(() => ["PUT", `${v1}/me/avatar`, new FormData()], members(invalid)),
  exportMe: row(() => ["GET", `${v1}/me/export`], members(200)),
  removeAvatar: row(() => ["DELETE", `${v1}/me/avatar`], members(204)),
  listMyLikes: row(() => ["GET", `${v1}/me/likes?ids=1`], members(200)),
  listMyVotes: row(() => ["GET", `${v1}/me/votes`], members(200)),
  recordOutcome: row(() => ["POST", `${v1}/tournaments/outcome`, {}], members(invalid)),
  undoVote: row(() => ["DELETE", `${v1}/tournaments/vote/00000000-0000-4000-8000-000000000000`], members(410)),
  registerAccount: row(() => ["POST", `${v1}/auth/register`, {}], anyone(invalid)),
  issueToken: row(() => ["POST", `${v1}/auth/token`, {}], anyone(invalid)),
  signUp: null,
  signIn: null,
  createPersonalToken: null,
  revokePersonalToken: null,
  changePassword: null,
  signOutEverywhere: null,
  deleteAccount: null,
  quarantineVotes: null,
  restoreVotes: null,
};

/** A page of everybody's; one of the caller's own, which sends the signed-out to the sign-in; one for moderators. */
const open = anyone(200);
const own = { ...all(200), anonymous: 307, deactivated: 307, demoted: 307 } as Answers;
const moderated = {
  ...all(404),
  anonymous: 307,
  deactivated: 307,
  demoted: 307,
  moderator: 200,
  admin: 200,
} as Answers;
const page = (path: (scene: Scene) => string, answers: Answers) => ({ path, answers });

/** By the page's folder below app/[locale], or below app. */
export const pageRows: Readonly<Record<string, { path: (scene: Scene) => string; answers: Answers }>> = {
  "": page(() => "/", open),
  "images/[id]": page(({ postId }) => `/images/${postId}`, open),
  rising: page(() => "/rising", open),
  "best/[period]": page(() => "/best/week", open),
  "random/[start]": page(() => "/random/0000002a", open),
  "models/[slug]/[[...order]]": page(() => "/models/no-such-model", anyone(404)),
  "older/[cursor]": page(() => "/older/nonsense", anyone(404)),
  "[...rest]": page(() => "/no/such/page", anyone(404)),
  top: page(() => "/top", open),
  "embed/[locale]/top": page(() => "/embed/top", open),
  vote: page(() => "/vote", open),
  search: page(() => "/search?q=light", open),
  upload: page(() => "/upload", open),
  "sign-in": page(() => "/sign-in", open),
  "sign-up": page(() => "/sign-up", open),
  "sign-out": page(() => "/sign-out", open),
  "top/[period]": page(() => "/top/week", open),
  "top/hall-of-fame": page(() => "/top/hall-of-fame", open),
  leaderboard: page(() => "/leaderboard", open),
  "leaderboard/[...rest]": page(() => "/leaderboard/nonsense/at/all", anyone(404)),
  models: page(() => "/models", open),
  goodbye: page(() => "/goodbye", open),
  "u/[handle]/[[...place]]": page(() => "/u/nobody-at-all", anyone(404)),
  "about/ranking": page(() => "/about/ranking", open),
  "docs/api": page(() => "/docs/api", open),
  "me/votes": page(() => "/me/votes", own),
  settings: page(() => "/settings", own),
  "admin/reports": page(() => "/admin/reports", moderated),
  "admin/integrity": page(() => "/admin/integrity", moderated),
  "admin/integrity/[voterId]": page(({ memberId }) => `/admin/integrity/${memberId}`, moderated),
  admin: page(() => "/admin", moderated),
  "admin/members": page(() => "/admin/members", moderated),
  "admin/audit": page(() => "/admin/audit", moderated),
};
