/**
 * A public page that is out of date is answered as it is, and then drawn anew for the next reader. Next would do that in the
 * same moment and on the same thread, and what the reader's browser asks for now, its styles, letters and images, would wait
 * for the drawing. So Next is told that the page is only fetched ahead, which it answers without drawing, and is asked
 * again when the browser has what it needs.
 */
import { randomUUID } from "node:crypto";
import { isDocument } from "./page-cache.mjs";

/** How long after a page that is out of date its drawing begins, in ms. */
const delay = 1_000;
/** More pages than these do not wait at a time: Next draws them at once. */
const maxWaiting = 1_000;
const header = "x-podium-renewal";

/**
 * @param {object} options
 * @param {(path: string, headers: Record<string, string>) => void} options.ask asks this server for a page, with headers
 * @param {number} [options.delayMs]
 */
export function createPageRenewal({ ask, delayMs = delay }) {
  /** Nobody else can ask for a drawing in the name of this process. */
  const token = randomUUID();
  /** @type {Set<string>} */
  const waiting = new Set();

  function renewLater(/** @type {string} */ url) {
    if (waiting.has(url)) return;
    waiting.add(url);
    setTimeout(() => {
      waiting.delete(url);
      ask(url, { [header]: token });
    }, delayMs).unref();
  }

  return {
    /** Is this a request that `ask` has sent? It is for Next itself, whatever else could answer it. */
    isOwn(/** @type {import("node:http").IncomingMessage} */ request) {
      return request.headers[header] === token;
    },

    /** For a request that Next is about to answer. */
    postpone(
      /** @type {import("node:http").IncomingMessage} */ request,
      /** @type {import("node:http").ServerResponse} */ response,
    ) {
      const { url } = request;
      if (!url || !isDocument(request) || waiting.size >= maxWaiting) return;

      request.headers.purpose = "prefetch";
      response.once("finish", () => {
        if (response.getHeader("x-nextjs-cache") === "STALE") renewLater(url);
      });
    },
  };
}
