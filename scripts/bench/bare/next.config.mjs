import { resolve } from "node:path";

/** The least that Next can do: what Podium's own pages are measured against. */
export default {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  turbopack: { root: resolve(import.meta.dirname, "../../..") },
};
