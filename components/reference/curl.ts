import type { OpenApiOperation } from "@/lib/openapi/types";

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** A call as a line of curl, from the examples in the document. */
export function curlFor(site: string, method: string, path: string, operation: OpenApiOperation): string {
  const given = operation.parameters.filter((parameter) => parameter.example !== undefined);
  const filled = given
    .filter((parameter) => parameter.in === "path")
    .reduce((text, { name, example }) => text.replace(`{${name}}`, String(example)), path);
  const query = new URLSearchParams(
    given.filter((parameter) => parameter.in === "query").map(({ name, example }) => [name, String(example)]),
  ).toString();
  const verb = method.toUpperCase();
  const lines = [
    `curl${verb === "GET" ? "" : ` -X ${verb}`} ${quote(`${site}/api/v1${filled}${query && `?${query}`}`)}`,
  ];
  if (operation["x-actor"] !== "anyone") lines.push(`-H "Authorization: Bearer $TOKEN"`);
  for (const { name, example } of given.filter((each) => each.in === "header" && each.name !== "Accept-Language"))
    lines.push(`-H ${quote(`${name}: ${example}`)}`);
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type === "application/json")
    lines.push(`-H ${quote(`Content-Type: ${type}`)}`, `-d ${quote(JSON.stringify(body?.example))}`);
  else if (type)
    for (const [name, value] of Object.entries(body?.example as object)) lines.push(`-F ${quote(`${name}=${value}`)}`);
  return lines.join(" \\\n  ");
}
