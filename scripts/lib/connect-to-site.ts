import { existsSync } from "node:fs";
import { join } from "node:path";
import { createSessionToken, sessionCookieName } from "@/lib/auth/session";
import { allowLongStatements } from "@/lib/db/prisma";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { dataDirectory, root } from "./child.mjs";
import { findRun } from "./instance.mjs";
import { loadSecrets } from "./secrets.mjs";

export interface Site {
  /** Is a start on this data directory serving now? */
  readonly isOpen: boolean;
  /** A POST to the site's own API in the name of an account. @throws AppError what the site refuses with */
  send(call: {
    path: string;
    body: Record<string, unknown>;
    as: { id: number; sessionVersion: number };
  }): Promise<Record<string, unknown>>;
}

/** What a command rebuilds or proves may take so long for each statement, in ms. */
const patience = 3_600_000;

/**
 * Sets this process's environment to that of the site on this data directory, running or not, and
 * gives its statements an hour where the site's have seconds.
 * @throws Error when it has no database to talk to
 */
export async function connectToSite(): Promise<Site> {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const found = await findRun(dataDirectory);
  const isOpen = found?.alive === true && found.run.state === "running";
  const databaseUrl = process.env.DATABASE_URL || (found?.alive ? found.run.databaseUrl : undefined);
  if (!databaseUrl) throw new Error("Podium is not running. Start it with `npm start`, or set DATABASE_URL.");
  process.env.DATABASE_URL = databaseUrl;
  allowLongStatements(patience);
  process.env.PODIUM_DATA_DIR = dataDirectory;
  process.env.LOG_LEVEL ??= "error";
  if (found?.run.url) process.env.NEXTAUTH_URL ||= found.run.url;
  process.env.NEXTAUTH_SECRET ||= (await loadSecrets(dataDirectory)).nextAuthSecret;

  return {
    isOpen,
    async send({ path, body, as }) {
      const response = await fetch(new URL(path, found?.run.url), {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "sec-fetch-site": "same-origin",
          cookie: `${sessionCookieName()}=${await createSessionToken(as)}`,
        },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      if (!response.ok) throw new AppError(answer.error_code as ErrorCode);
      return answer;
    },
  };
}
