import type { ErrorCode } from "@/lib/errors/app-error";

export const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Verb = (typeof verbs)[number];

/** The chapters of the API's document, in its order. */
export const tags = ["images", "likes", "tournaments", "users", "me", "reports", "moderation", "auth"] as const;
type Tag = (typeof tags)[number];

export interface FileFace<Output> {
  /** The media types that it can have. */
  readonly types: readonly [string, ...string[]];
  /** Which of them, where there are several; the first. */
  type?(output: Output): string;
  name(output: Output): string;
  /** In bytes, where it is known before it is made. */
  size?(output: Output): number;
  /** As a whole, or as it is made. */
  content(output: Output): string | Uint8Array | ReadableStream<Uint8Array>;
}

/** The same answer in another form: what of the query asks for it, and how it is written from the answer in its wire form. */
export interface OtherForm {
  readonly query: readonly [name: string, value: string];
  readonly type: string;
  write(body: object): string;
}

/** How an operation is asked for over HTTP. An operation without one has no REST face. */
export interface RestFace<Output = unknown> {
  readonly method: Verb;
  /** Below /api/v1; `{id}` is the input's field of that name. Other fields are a GET's query or a write's body. */
  readonly path: `/${string}`;
  readonly tag: Tag;
  /** One line of English, and what more a reader must know. */
  readonly summary: string;
  readonly description?: string;
  /** Of a success; 200. 204 has no body. */
  readonly status?: number;
  /** Another status of a success, and when it is answered. */
  readonly otherwise?: { readonly status: number; readonly description: string; when(output: Output): boolean };
  /** A write's body, where it is no JSON: a form with one file. */
  readonly multipart?: { readonly file: string; readonly maxBytes: number };
  /** The answer of a read that is a file to keep, sent as it is. */
  readonly file?: FileFace<Output>;
  /** What else than JSON a read is answered in, to who asks for it. Refusals stay JSON. */
  readonly otherForm?: OtherForm;
  /** Request headers that are fields of the input: `{ "Idempotency-Key": "idempotencyKey" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Its own refusals. Those that follow from who may call it and what goes in are known. */
  readonly refuses?: readonly ErrorCode[];
  /** May a read be kept? "shared": it is the same for everyone. "never": it is another each time. Else by its reader alone. */
  readonly cache?: "shared" | "never";
  /** "write": a read that tells more than a token for reading may. A write needs one for writing anyway. */
  readonly scope?: "write";
  /** A call and its answer, in our own names. */
  readonly example: { readonly input?: Readonly<Record<string, unknown>>; readonly output?: unknown };
}

/** Does it take a personal token that may write? */
export const needsWriteScope = ({ method, scope }: Pick<RestFace, "method" | "scope">): boolean =>
  method !== "GET" || scope === "write";

/** The fields of the input that the path carries. */
export const pathFields = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
