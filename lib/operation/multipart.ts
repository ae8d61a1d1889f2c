import { Readable } from "node:stream";
import busboy from "@fastify/busboy";
import { AppError } from "@/lib/errors/app-error";
import { createSemaphore } from "@/lib/images/semaphore";

/** What the parts around a file may add up to, in bytes: text fields, headers, parts that nobody asked for. */
const maxAround = 256 * 1024;

/** A field is cut here, in bytes, which every text field of ours then refuses as too long. */
const maxField = 32 * 1024;

/** So many forms are read into memory at once; others wait unread, until their line is full. */
const reading = createSemaphore(8, 32);

interface MultipartOptions {
  /** The one part whose bytes are wanted. Other files are read past. */
  readonly file: string;
  /** Bytes that it may have. */
  readonly maxBytes: number;
}

/**
 * Reads a multipart form into its text fields and one file's bytes, for `route`. Bytes are counted as they arrive,
 * whatever `Content-Length` says, and reading stops at the first one too many.
 * @throws AppError FILE_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST for a form that is malformed or breaks off,
 * SERVICE_UNAVAILABLE when too many are being read
 */
export function multipart({ file: fileName, maxBytes }: MultipartOptions) {
  return async (request: Request): Promise<Record<string, unknown>> => {
    const type = request.headers.get("content-type") ?? "";
    if (!/^multipart\/form-data\s*(?:;|$)/i.test(type)) throw new AppError("UNSUPPORTED_MEDIA_TYPE");
    if (Number(request.headers.get("content-length")) > maxBytes + maxAround) throw new AppError("FILE_TOO_LARGE");
    if (!request.body) throw new AppError("BAD_REQUEST");
    const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
    try {
      return await reading(() => readParts(body, type, fileName, maxBytes), request.signal);
    } catch (error) {
      // Cancels what is still on its way.
      body.destroy();
      if (error instanceof AppError) throw error;
      throw new AppError("BAD_REQUEST", { cause: error });
    }
  };
}

async function readParts(body: Readable, type: string, fileName: string, maxBytes: number) {
  const parser = busboy({
    headers: { "content-type": type },
    limits: { fileSize: maxBytes, files: 8, fields: 32, fieldSize: maxField, fieldNameSize: 100, headerPairs: 32 },
  });
  const values = new Map<string, unknown>();
  const chunks: Buffer[] = [];
  let found = false;
  let refused: unknown;
  const refuse = (error: unknown) => {
    refused ??= error;
  };

  parser.on("field", (name, value) => values.set(name, value));
  parser.on("file", (name, stream) => {
    // A form that breaks off within a file says so on the file, too.
    stream.on("error", refuse);
    if (name !== fileName || found) return stream.resume();
    found = true;
    stream.on("limit", () => refuse(new AppError("FILE_TOO_LARGE")));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  });
  for (const limit of ["filesLimit", "fieldsLimit"] as const)
    parser.on(limit, () => refuse(new AppError("BAD_REQUEST")));
  const finished = new Promise<void>((resolve) => {
    parser.on("finish", resolve);
    parser.on("error", (error) => {
      refuse(error);
      resolve();
    });
  });

  let received = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    received += chunk.length;
    if (received > maxBytes + maxAround) refuse(new AppError("FILE_TOO_LARGE"));
    if (refused) throw refused;
    if (!parser.write(chunk)) await Promise.race([new Promise((resolve) => parser.once("drain", resolve)), finished]);
  }
  parser.end();
  await finished;
  if (refused) throw refused;
  if (found) values.set(fileName, Buffer.concat(chunks));
  return Object.fromEntries(values);
}
