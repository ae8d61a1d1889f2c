import pino from "pino";

/** The one place log lines go to: JSON on standard output, no secrets, no bodies. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  redact: ["password", "*.password", "authorization", "cookie", "*.headers.cookie", "*.headers.authorization"],
});
