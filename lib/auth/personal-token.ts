import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { notePersonalTokenUse } from "./mutations";
import { findPersonalTokenUse } from "./queries";
import type { Viewer } from "./viewer";

/** What every personal token begins with, so that people and secret scanners recognise one. */
export const personalTokenPrefix = "podium_pat_";

/** A new token, 256 bits at random. */
export const newPersonalToken = (): string => personalTokenPrefix + randomBytes(32).toString("base64url");

/** What is kept of a token. It has 256 random bits, so there is nothing that a slow hash would protect. */
export const hashPersonalToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * The account that a personal token speaks for.
 * @throws AppError TOKEN_INVALID, or TOKEN_READ_ONLY for one for reading where that is not enough
 */
export async function findViewerByPersonalToken(
  token: string,
  { needsWriteScope }: { needsWriteScope: boolean },
): Promise<Viewer> {
  const use = await findPersonalTokenUse(hashPersonalToken(token));
  if (!use) throw new AppError("TOKEN_INVALID");
  // Nobody waits for the note.
  if (use.isNoteDue)
    notePersonalTokenUse(use.tokenId).catch((err: unknown) => log.warn({ err }, "a token's use was not noted"));
  if (needsWriteScope && use.scope !== "write") throw new AppError("TOKEN_READ_ONLY");
  return { id: use.id, handle: use.handle, role: use.role };
}
