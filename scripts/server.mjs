/**
 * The production server: Next's own handler behind the last answers of public pages (see lib/page-cache.mjs).
 * HOST and PORT say where. SIGTERM lets what is being answered finish.
 */
import { createServer } from "node:http";
import next from "next";
import { createPageCache } from "./lib/page-cache.mjs";

const hostname = process.env.HOST || "localhost";
const port = Number(process.env.PORT || 3000);

const pages = createPageCache();
/** @type {{ podiumPages?: typeof pages }} */ (globalThis).podiumPages = pages;

const app = next({ dev: false, hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => {
  if (!pages.answer(request, response)) handle(request, response);
});
server.listen(port, hostname);

function stop() {
  server.close(async () => {
    await app.close();
    process.exit(0);
  });
  server.closeIdleConnections();
  // A request that does not end holds nobody up for long.
  setTimeout(() => process.exit(0), 8_000).unref();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
