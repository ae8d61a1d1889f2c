import { createHash } from "node:crypto";
import type { RestFace } from "./rest";

/** A weak entity tag of a body. When it was made does not make it another one. */
export function entityTag(body: unknown): string {
  const { generated_at: _, ...what } = body as { generated_at?: unknown };
  return `W/"${createHash("sha256").update(JSON.stringify(what)).digest("base64url").slice(0, 22)}"`;
}

/** Does `If-None-Match` name this tag? Compared weakly, as the header is. */
export function namesTag(header: string | null, tag: string): boolean {
  if (header === null) return false;
  const opaque = (each: string) => each.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((each) => opaque(each) === opaque(tag));
}

/** The form in which a read's answer is asked for, where it is not JSON. */
function askedForm({ url }: Request, { otherForm }: Pick<RestFace, "otherForm">) {
  if (!otherForm) return undefined;
  const [name, value] = otherForm.query;
  return new URL(url).searchParams.get(name) === value ? otherForm : undefined;
}

/**
 * A read's answer: 304 to who has it already. What depends on its reader is kept by that reader alone, and everybody asks
 * again before using what they kept.
 */
export function readAnswer(
  request: Request,
  body: object,
  face: Pick<RestFace, "cache" | "otherForm">,
  headers: Record<string, string>,
) {
  if (face.cache === "never") return Response.json(body, { headers: { ...headers, "Cache-Control": "no-store" } });
  const tag = entityTag(body);
  const kept =
    face.cache === "shared"
      ? { "Cache-Control": "public, no-cache" }
      : { "Cache-Control": "private, no-cache", Vary: "Cookie, Authorization" };
  const all = { ...headers, ...kept, ETag: tag };
  if (namesTag(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers: all });
  const form = askedForm(request, face);
  return form
    ? new Response(form.write(body), { headers: { ...all, "Content-Type": `${form.type}; charset=utf-8` } })
    : Response.json(body, { headers: all });
}
