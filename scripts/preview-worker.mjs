/** The thread that fits the board with and without a voter's votes for a moderator: see lib/integrity/preview-quarantine.ts. */
import { register } from "tsx/esm/api";

register();
await import("./lib/preview-worker.ts");
