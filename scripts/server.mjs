/**
 * The production server: Next's own handler behind the last answers of public pages (see lib/page-cache.mjs).
 * HOST and PORT say where. SIGTERM lets what is being answered finish.
 */
import { createServer, get } from "node:http";
import compression from "compression";
import next from "next";
import { output } from "./lib/build.mjs";
import { createBuildFiles } from "./lib/build-files.mjs";
import { inChosenLanguage } from "./lib/chosen-language.mjs";
import { brotliWhileWaiting } from "./lib/encodings.mjs";
import { createPageCache } from "./lib/page-cache.mjs";
import { createPageRenewal } from "./lib/page-renewal.mjs";
import { securityHeaders } from "./lib/security-headers.mjs";
import { boundSharedCaches } from "./lib/shared-caches.mjs";

const hostname = process.env.HOST || "localhost";
const port = Number(process.env.PORT || 3000);

const pages = createPageCache();
const files = createBuildFiles(output);
const compress = compression({ brotli: brotliWhileWaiting });
/** @type {{ podiumPages?: typeof pages }} */ (globalThis).podiumPages = pages;

const renewal = createPageRenewal({
  ask: (path, headers) => {
    // One that stops has no next reader.
    if (!server.listening) return;
    // Who asks has no use for the answer, nor for a failure: the next reader's page is renewed again.
    get({ host: ownAddress(), port, path, headers }, (answer) => answer.resume()).on("error", () => {});
  },
});

/**
 * Where the address of a request's socket is handed on; lib/rate-limit/address.ts reads it under this name. Whatever a
 * caller has written there is overwritten.
 */
const addressHeader = "x-podium-address";
/** @type {{ podiumAddressHeader?: string }} */ (globalThis).podiumAddressHeader = addressHeader;

const app = next({ dev: false, hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
/** The largest form, in bytes, but for those that carry an image. Next reads a form whole before it asks whose it is. */
const maxFormBytes = 64 * 1024;

/** @returns {number} the status of a form's refusal; 0 for what may pass */
function refusal(/** @type {import("node:http").IncomingMessage} */ { method, url = "", headers }) {
  if (method !== "POST" || /^\/(?:api\/v1\/|(?:ko\/)?upload(?:[?]|$)|share-target$)/.test(url)) return 0;
  if (headers["content-length"] === undefined) return 411;
  return Number(headers["content-length"]) > maxFormBytes ? 413 : 0;
}

/** An address whose path no one can decode stands for nothing, and Next would stumble over it. @param {string} url */
function readable(url) {
  try {
    decodeURIComponent(url.replace(/[?#].*$/s, ""));
    return url;
  } catch {
    return url.startsWith("/api/") ? "/api/-" : "/-";
  }
}

const server = createServer((request, response) => {
  request.url = readable(request.url ?? "/");
  for (const { key, value } of securityHeaders(request.url)) response.setHeader(key, value);
  const refused = refusal(request);
  if (refused) {
    // What still comes is let go by unread, so that the sender hears the answer.
    request.resume();
    response.writeHead(refused, { "Content-Length": 0 }).end();
    return;
  }
  const elsewhere = inChosenLanguage(request);
  if (elsewhere !== null) {
    response.writeHead(302, { Location: elsewhere, "Cache-Control": "no-store", "Content-Length": 0 }).end();
    return;
  }
  request.headers[addressHeader] = request.socket.remoteAddress ?? "";
  if (!renewal.isOwn(request)) {
    if (files.answer(request, response) || pages.answer(request, response)) return;
    renewal.postpone(request, response);
  }
  boundSharedCaches(response);
  // What the page cache listens to is what goes out, so it comes before.
  compress(request, response, () => handle(request, response));
});
// Longer than a proxy in front keeps a connection that rests: who ends it first must not be the one that is asked on it.
server.keepAliveTimeout = 75_000;
server.listen(port, hostname);

/** Where this server reaches itself: one that listens everywhere does so on its own machine too. */
function ownAddress() {
  const { address } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "::1" : address;
}

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
