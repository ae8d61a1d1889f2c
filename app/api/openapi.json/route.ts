import { apiDocument } from "@/lib/api-document";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { entityTag, namesTag } from "@/lib/operation/read-answer";

let answer: { text: string; tag: string } | undefined;

function written() {
  const document = apiDocument();
  return { text: JSON.stringify(document), tag: entityTag(document) };
}

/** The same for everyone and as long as this build runs. Any site's page may read it, as tools that draw it do. */
export async function GET(request: Request): Promise<Response> {
  answer ??= written();
  const { text, tag } = answer;
  const headers = { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*", ETag: tag };
  if (namesTag(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "application/json" } });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
