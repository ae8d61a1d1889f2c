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
import { multipart } from "./multipart";
import { readAnswer } from "./read-answer";
import { needsWriteScope, type RestFace } from "./rest";
import { runOperation, toAppError } from "./run";
import { fromWire, toWire } from "./wire-case";

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

/** How deep a JSON body may nest. No input of ours nests at all, and walking one that nests ten thousand times overflows. */
const maxDepth = 32;

function isTooDeep(body: unknown): boolean {
  let level = [body];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1)
    level = level.flatMap((each) => (each !== null && typeof each === "object" ? Object.values(each) : []));
  return level.length > 0;
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
  if (body === null || typeof body !== "object" || Array.isArray(body) || isTooDeep(body))
    throw new AppError("BAD_REQUEST");
  return body as Record<string, unknown>;
}

/** A call's input: a read's query or a write's body, what the headers say, and what the path says, which is last and wins. */
async function readInput(
  request: Request,
  { method, headers = {}, multipart: form }: RestFace,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const readBody = form ? multipart(form) : readJson;
  const sent =
    method === "GET" ? Object.fromEntries(new URL(request.url).searchParams) : ((await readBody(request)) as unknown);
  const said = Object.entries(headers).map(([header, field]) => [field, request.headers.get(header) ?? undefined]);
  return { ...(fromWire(sent) as object), ...Object.fromEntries(said), ...(fromWire(params) as object) };
}

/** Names a file in any script, and once more for those who read ASCII alone. @see RFC 6266, appendix D */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "").replace(/^[-\s]+/, "");
  const isPlain = plain === name;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"${isPlain ? "" : `; filename*=UTF-8''${encoded}`}`;
}

function answer<Output>(
  request: Request,
  rest: RestFace<Output>,
  output: Output,
  said: Record<string, string>,
): Response {
  const { file } = rest;
  if (file) {
    return new Response(file.content(output) as BodyInit, {
      headers: {
        ...said,
        "Cache-Control": "no-store",
        "Content-Type": file.type?.(output) ?? file.types[0],
        "Content-Disposition": attachment(file.name(output)),
        ...(file.size && { "Content-Length": String(file.size(output)) }),
      },
    });
  }
  if (rest.method === "GET") return readAnswer(request, toWire(output) as object, rest, said);
  const status = rest.otherwise?.when(output) ? rest.otherwise.status : (rest.status ?? 200);
  const written = { ...said, "Cache-Control": "no-store" };
  return status === 204
    ? new Response(null, { status, headers: written })
    : Response.json(toWire(output), { status, headers: written });
}

/** An operation as a verb of a route handler: session cookie or bearer token, JSON in snake_case, errors in the API's form. */
export function route<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
): RouteHandler {
  const { rest } = operation;
  if (!rest) throw new Error(`${operation.name} declares no REST face`);
  return async (request, { params }) => {
    const requestId = randomUUID();
    let standing: Standing | undefined;
    try {
      const admits = { isWrite: rest.method !== "GET", needsWriteScope: needsWriteScope(rest) };
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
        findViewer: () => findRequestViewer(request, admits),
        readInput: async () => readInput(request, rest as RestFace, await params),
      });
      return answer(request, rest, output, { "X-Request-Id": requestId, ...standingHeaders(standing) });
    } catch (error) {
      // A build tries every GET and stops it by an error of Next's own as soon as it reads the request.
      unstable_rethrow(error);
      const refusal = toAppError(error, { requestId, operation: operation.name });
      return errorResponse(refusal, request, requestId, standingHeaders(standing));
    }
  };
}
