import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [{ find: /^@\//, replacement: fromRoot("./") }],
  },
  test: {
    // As below: far above what anything takes.
    expect: { poll: { timeout: 20_000 } },
    env: {
      NODE_ENV: "test",
      TZ: "UTC",
      LOG_LEVEL: "silent",
      NEXTAUTH_SECRET: "a-secret-that-is-long-enough-for-tests",
      NEXTAUTH_URL: "http://localhost:3000",
      // Tests send hundreds of them at once; those of the limits themselves set their own.
      LIMIT_UPLOADS: "100000",
      LIMIT_EDITS: "100000",
      LIMIT_LIKES: "100000",
      LIMIT_VOTES: "100000",
      LIMIT_VOTES_PER_DAY: "100000",
      LIMIT_READS: "100000",
      LIMIT_DOWNLOADS: "100000",
      LIMIT_EXPORTS: "100000",
      LIMIT_MODERATION: "100000",
      LIMIT_SIGN_UP: "100000",
      LIMIT_SIGN_IN: "100000",
      LIMIT_SIGN_IN_ACCOUNT: "100000",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,prisma,scripts,app,components}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "**/*.slow.test.ts"],
          setupFiles: ["lib/testing/cleanup.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          // Far above what any takes: a test that hangs is to end, one on a busy machine is not to fail.
          hookTimeout: 120_000,
          testTimeout: 60_000,
        },
      },
      {
        // Whole starts of the product: one at a time, each with its own data directory.
        extends: true,
        test: {
          name: "slow",
          include: ["scripts/**/*.slow.test.ts"],
          fileParallelism: false,
          hookTimeout: 600_000,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
