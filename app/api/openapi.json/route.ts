import { createHash } from "node:crypto";
import { apiDocument } from "@/lib/api-document";
import { otherVerbs } from "@/lib/operation/other-verbs";

/** The same for everyone and as long as this build runs. Anybody's page may read it: a client generator does. */
export async function GET(request: Request): Promise<Response> {
  const text = JSON.stringify(apiDocument());
  const tag = `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*", ETag: tag };
  if (request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "application/json" } });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
