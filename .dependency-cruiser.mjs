/** app → components → lib/<domain> → lib/<infrastructure>, never back. */
const infrastructure =
  "operation|openapi|auth|db|redis|storage|images|rate-limit|errors|env|i18n|log|metadata|syndication|archive";
const domains = "posts|likes|matches|votes|rankings|moderation|users|integrity|access-tokens|account|search";
const test = "\\.test\\.tsx?$|^lib/testing/";

/** Domains depend on each other one way. */
const domainMay = {
  posts: ["users"],
  users: [],
  "access-tokens": [],
  likes: ["posts", "users"],
  moderation: ["posts", "users"],
  search: ["posts"],
  matches: ["posts"],
  votes: ["matches", "posts"],
  rankings: ["posts", "users"],
  account: ["users"],
  integrity: ["moderation", "rankings", "votes", "posts", "users"],
};

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nobody-imports-app",
      severity: "error",
      from: { path: "^(components|lib|prisma|scripts)/", pathNot: test },
      to: { path: "^app/" },
    },
    {
      name: "lib-does-not-draw",
      severity: "error",
      from: { path: "^lib/", pathNot: test },
      to: { path: "^components/" },
    },
    {
      name: "infrastructure-knows-no-domain",
      severity: "error",
      from: { path: `^lib/(${infrastructure})/`, pathNot: test },
      to: { path: `^lib/(${domains})/` },
    },
    ...Object.entries(domainMay).map(([domain, allowed]) => ({
      name: `${domain}-stays-in-its-lane`,
      severity: /** @type {const} */ ("error"),
      from: { path: `^lib/${domain}/`, pathNot: test },
      to: { path: `^lib/(${domains})/`, pathNot: `^lib/(${[domain, ...allowed].join("|")})/` },
    })),
    {
      name: "metadata-runs-anywhere",
      comment: "The reader of generation metadata runs in the browser and on the server.",
      severity: "error",
      from: { path: "^lib/metadata/", pathNot: test },
      to: { pathNot: "^lib/metadata/" },
    },
    {
      name: "components-do-not-query",
      comment: "A component may use a domain's schema, types, pure rules and actions.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^lib/[^/]+/[a-z-]*(queries|mutations|operations|tokens)\\.ts$|^lib/(db|redis|storage|images)/" },
    },
    {
      name: "prisma-in-its-places",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: `^lib/db/|/[a-z-]*(queries|mutations)\\.ts$|${test}` },
      to: {
        path: "^lib/db/|@prisma/|^node_modules/pg/",
        pathNot: "^lib/db/errors\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "redis-in-its-places",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: `^lib/(redis|rate-limit)/|/tokens\\.ts$|${test}` },
      to: { path: "^lib/redis/|node_modules/(@upstash|ioredis|ioredis-mock)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "next-in-its-places",
      severity: "error",
      from: { path: "^lib/", pathNot: `^lib/(auth|operation|i18n)/|/actions\\.ts$|${test}` },
      to: { path: "node_modules/next/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated/|^\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
