/**
 * The last answers to requests for public pages, as bytes, for a second: compressed once, found before any routing.
 * Next keeps the pages and decides what they are; this only spares it from saying the same thing a thousand times a
 * second. Expiring pages "now" empties it in the same breath (`globalThis.podiumPages`, called by lib/operation/expire.ts).
 */
import { accepts } from "./encodings.mjs";

/** How long an answer is repeated, in ms. It adds to the seconds after which a count is seen, so it is short. */
const lifetime = 1_000;
/**
 * For so long after a clearing nothing is kept, in ms: Next carries out what was expired when the handler that said so has
 * returned, and until then it gives the old answer.
 */
const quiet = 2_000;
/** All answers together, in bytes; the oldest go first. */
const maxBytes = 32 * 1024 * 1024;

/**
 * @typedef {object} Entry
 * @property {number} until
 * @property {import("node:http").OutgoingHttpHeaders} headers
 * @property {Buffer} body
 */

/** What a browser opens as a page, whole: what Next's router fetches, and anything with a query, is none. */
export function isDocument(/** @type {import("node:http").IncomingMessage} */ { method, url, headers }) {
  return (
    method === "GET" &&
    !!url &&
    !/[?]|^\/(?:_next|api|media)\//.test(url) &&
    headers.rsc === undefined &&
    headers.range === undefined &&
    headers["if-modified-since"] === undefined
  );
}

function keyOf(/** @type {import("node:http").IncomingMessage} */ request) {
  if (!isDocument(request)) return null;
  const { url, headers } = request;
  // The encodings in one order of preference, so that browsers share an entry.
  const encoding = ["br", "gzip", "deflate"].filter((name) => accepts(headers, name));
  return `${url} ${encoding.join()}`;
}

/** Is this an answer that Next would give to everyone? It says so itself, and only of pages it has in its cache. */
function isShareable(/** @type {import("node:http").ServerResponse} */ response) {
  return (
    response.statusCode === 200 &&
    /^(?:HIT|STALE)$/.test(String(response.getHeader("x-nextjs-cache"))) &&
    String(response.getHeader("cache-control")).startsWith("s-maxage") &&
    !response.hasHeader("set-cookie")
  );
}

export function createPageCache({ now = Date.now } = {}) {
  /** @type {Map<string, Entry>} in the order of their making */
  const entries = new Map();
  let bytes = 0;
  let generation = 0;
  let quietUntil = -1;

  function remove(/** @type {string} */ key) {
    bytes -= entries.get(key)?.body.length ?? 0;
    entries.delete(key);
  }

  function keep(/** @type {string} */ key, /** @type {Entry} */ entry) {
    remove(key);
    entries.set(key, entry);
    bytes += entry.body.length;
    for (const oldest of entries.keys()) {
      if (bytes <= maxBytes) break;
      remove(oldest);
    }
  }

  /** Takes down what goes through a response, and keeps it when it turns out to be for everyone. */
  function listen(/** @type {string} */ key, /** @type {import("node:http").ServerResponse} */ response) {
    const begun = generation;
    const isKept = now() >= quietUntil;
    /** @type {Buffer[]} */
    const chunks = [];
    const { write, end } = response;
    const note = (/** @type {unknown} */ chunk, /** @type {unknown} */ encoding) => {
      if (typeof chunk === "string")
        chunks.push(
          Buffer.from(chunk, typeof encoding === "string" ? /** @type {BufferEncoding} */ (encoding) : "utf8"),
        );
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    response.write = (...args) => {
      note(args[0], args[1]);
      return Reflect.apply(write, response, args);
    };
    response.end = (...args) => {
      note(args[0], args[1]);
      // What was begun before a page was expired may be what expired.
      if (begun === generation && isKept && isShareable(response)) {
        const { connection: _, date: __, "transfer-encoding": ___, ...headers } = response.getHeaders();
        const body = Buffer.concat(chunks);
        keep(key, { until: now() + lifetime, headers: { ...headers, "content-length": body.length }, body });
      }
      return Reflect.apply(end, response, args);
    };
  }

  return {
    /**
     * Answers from what is kept, or listens to the answer that somebody else is about to give.
     * @returns {boolean} whether it has answered
     */
    answer(
      /** @type {import("node:http").IncomingMessage} */ request,
      /** @type {import("node:http").ServerResponse} */ response,
    ) {
      const key = keyOf(request);
      if (key === null) return false;
      const entry = entries.get(key);
      if (!entry || entry.until <= now()) {
        listen(key, response);
        return false;
      }
      const { etag } = entry.headers;
      if (etag !== undefined && request.headers["if-none-match"] === etag) {
        const { "content-length": _, "content-encoding": __, ...headers } = entry.headers;
        response.writeHead(304, headers).end();
      } else response.writeHead(200, entry.headers).end(entry.body);
      return true;
    },

    /** Forgets every answer, those that are being given at this moment, and those that begin in the next two seconds. */
    clear() {
      generation += 1;
      quietUntil = now() + quiet;
      entries.clear();
      bytes = 0;
    },
  };
}
