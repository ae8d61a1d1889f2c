import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { findRequestViewer } from "@/lib/auth/request-viewer";
import type { Actor } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { callerAddress } from "@/lib/rate-limit/address";
import { type Standing, standingHeaders } from "@/lib/rate-limit/standing";
import type { Operation } from "./define";
import { errorResponse } from "./error-response";
import { expireTags } from "./expire";
import { runOperation, toAppError } from "./run";
import { fromWire, toWire } from "./wire-case";

interface RouteOptions<Output> {
  /** The status of a success, which may depend on it; 200. */
  readonly status?: number | ((output: Output) => number);
  /** Reads a body that is not JSON, e.g. a multipart upload. Called only for an admitted caller. */
  readonly readBody?: (request: Request) => Promise<Record<string, unknown>>;
}

type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

/** The largest JSON body that is read, in bytes. Every JSON input of ours fits into a tenth of it. */
const maxJsonBytes = 64 * 1024;

/** A body as text, counted as it comes: who sends no length, or a wrong one, is stopped all the same. */
async function readText(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > limit) throw new AppError("FILE_TOO_LARGE");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** As text within `limit` bytes. Node holds a sender to its own `Content-Length`, so a body with a small one needs no counting. */
function readLimited(request: Request, body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const length = request.headers.get("content-length");
  if (length === null) return readText(body, limit);
  if (Number(length) > limit) throw new AppError("FILE_TOO_LARGE");
  return request.text();
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  if (request.method === "GET" || request.method === "HEAD" || !request.body) return {};
  const text = await readLimited(request, request.body, maxJsonBytes);
  if (text === "") return {};
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? ""))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE");
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new AppError("BAD_REQUEST", { cause });
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) throw new AppError("BAD_REQUEST");
  return body as Record<string, unknown>;
}

/** An operation as a verb of a route handler: session cookie or bearer token, JSON in snake_case, errors in the API's form. */
export function route<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
  { status = 200, readBody = readJson }: RouteOptions<z.output<O>> = {},
): RouteHandler {
  return async (request, { params }) => {
    const requestId = randomUUID();
    let standing: Standing | undefined;
    try {
      const isWrite = request.method !== "GET" && request.method !== "HEAD";
      const output = await runOperation(operation, {
        requestId,
        expire: expireTags,
        // Making it costs more than the rest of a small request's reading, and few operations look at it.
        get signal() {
          return request.signal;
        },
        address: callerAddress(request.headers),
        onStanding: (where) => {
          standing = where;
        },
        findViewer: () => findRequestViewer(request, { isWrite }),
        readInput: async () => {
          const body = isWrite ? await readBody(request) : Object.fromEntries(new URL(request.url).searchParams);
          return { ...(fromWire(body) as object), ...(await params) };
        },
      });
      const headers = { "Cache-Control": "no-store", "X-Request-Id": requestId, ...standingHeaders(standing) };
      const code = typeof status === "function" ? status(output) : status;
      return output === undefined || code === 204
        ? new Response(null, { status: 204, headers })
        : Response.json(toWire(output), { status: code, headers });
    } catch (error) {
      // A build tries every GET and stops it by an error of Next's own as soon as it reads the request.
      unstable_rethrow(error);
      const refusal = toAppError(error, { requestId, operation: operation.name });
      return errorResponse(refusal, request, requestId, standingHeaders(standing));
    }
  };
}
