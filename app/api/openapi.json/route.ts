import { createHash } from "node:crypto";
import { apiDocument } from "@/lib/api-document";
import { otherVerbs } from "@/lib/operation/other-verbs";

let answer: { text: string; tag: string } | undefined;

function bytes() {
  const text = JSON.stringify(apiDocument());
  return { text, tag: `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}

/** The same for everyone and as long as this build runs. Any site's page may read it, as tools that draw it do. */
export async function GET(request: Request): Promise<Response> {
  answer ??= bytes();
  const { text, tag } = answer;
  const headers = { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*", ETag: tag };
  if (request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "application/json" } });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
