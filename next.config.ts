import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { apart } from "./scripts/lib/chosen-language.mjs";
import { securityHeaders } from "./scripts/lib/security-headers.mjs";

const config: NextConfig = {
  distDir: process.env.PODIUM_DIST_DIR ?? ".next",
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  // Next knows gzip alone; the server compresses.
  compress: false,
  // Pages are rendered at the first request and kept in a bounded LRU in memory, never on disk:
  // a scan of a million ids can fill neither.
  cacheMaxMemorySize: 64 * 1024 * 1024,
  // A fresh clone has none of the types that the tests make for themselves; verify checks everything.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  experimental: {
    isrFlushToDisk: false,
    // It sends what is the same for all of a page rendered per request a second time within it, to be kept for a next visit.
    cachedNavigations: false,
    // The upload form without JavaScript: an image of 20 MB and what surrounds it. The API counts for itself.
    serverActions: { bodySizeLimit: "21mb" },
  },
  serverExternalPackages: ["sharp", "@node-rs/argon2", "ioredis", "ioredis-mock", "pg", "pino"],
  async headers() {
    return process.env.NODE_ENV === "development" ? [{ source: "/:path*", headers: securityHeaders("/") }] : [];
  },
  async redirects() {
    return [
      { source: "/en", destination: "/", permanent: true },
      { source: "/en/:path*", destination: "/:path*", permanent: true },
    ];
  },
  async rewrites() {
    // English lives at /… without a prefix. Rewrites are matched in the router, so a cached page costs no proxy call.
    return {
      beforeFiles: [
        { source: "/.well-known/jwks.json", destination: "/api/jwks" },
        // Asked for by whoever has not read a page's head yet.
        { source: "/favicon.ico", destination: "/icon.svg" },
        { source: "/", destination: "/en" },
        { source: "/embed/top", destination: "/embed/en/top" },
        { source: "/ko/embed/top", destination: "/embed/ko/top" },
        { source: `/:path((?!(?:${apart})(?:/|$)|.*\\.[a-z0-9]+$).*)`, destination: "/en/:path" },
      ],
      // What looks like a file and is none: our own 404 page too, instead of a language that does not exist.
      afterFiles: [{ source: `/:path((?!(?:${apart})(?:/|$)).*)`, destination: "/en/:path" }],
      fallback: [],
    };
  },
};

export default createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are parsed at the build: no browser fetches the parser.
  experimental: { messages: { path: "./messages", format: "json", locales: ["en", "ko"], precompile: true } },
})(config);
