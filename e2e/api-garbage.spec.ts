import { request as httpRequest } from "node:http";
import fc from "fast-check";
import { garbage, garbageText } from "@/lib/testing/garbage";
import { type Described, describedApi } from "./support/api";
import { asOwnPage, createMember, database } from "./support/community";
import { expect, test } from "./support/test";

/** A path as it is, which fetch would put right. */
function rawStatus(baseURL: string, path: string, method: string, headers: Record<string, string>) {
  const { hostname, port } = new URL(baseURL);
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    request.on("error", reject);
    request.end();
  });
}

function expectRefusal(what: string, status: number, text: string): void {
  expect([what, status, status < 500 ? "" : text.slice(0, 300)]).toEqual([what, status, ""]);
  if (status < 400) return;
  expect(JSON.parse(text), what).toMatchObject({
    detail: expect.any(String),
    error_code: expect.any(String),
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
}

type Place = "path" | "query" | "header" | "body" | "form";

/** Every field of an operation, wherever it goes. */
function fieldsOf({ operation }: Described): { name: string; place: Place }[] {
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  return [
    ...operation.parameters.map(({ name, in: place }) => ({ name, place })),
    ...Object.keys((body?.schema.properties ?? {}) as object).map((name) => ({
      name,
      place: type === "application/json" ? ("body" as const) : ("form" as const),
    })),
  ];
}

/** The call of the document's example with one value put in the place of another. */
function spoiled(
  { method, path, operation }: Described,
  { name, place }: { name: string; place: Place },
  value: unknown,
  text: string,
) {
  const given = operation.parameters.map((each) => ({
    ...each,
    value: each.name === name ? text : (each.example ?? ""),
  }));
  const at = given
    .filter((each) => each.in === "path")
    .reduce((url, each) => url.replace(`{${each.name}}`, encodeURIComponent(String(each.value)) || "%20"), path);
  const query = new URLSearchParams(
    given.filter((each) => each.in === "query" && each.value !== "").map((each) => [each.name, String(each.value)]),
  ).toString();
  const header = place === "header" ? { [name]: text.replace(/[^\x20-\x7e]/g, "?") } : {};
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const example = media?.example as Record<string, unknown> | undefined;
  if (!type || method === "GET") return { url: `${at}${query && `?${query}`}`, headers: header };
  if (type === "application/json") {
    const body = JSON.stringify(place === "body" ? { ...example, [name]: value } : example);
    return { url: at, headers: { ...header, "Content-Type": type }, body };
  }
  const form = new FormData();
  for (const [field, each] of Object.entries(example ?? {})) form.set(field, field === name ? text : String(each));
  return { url: at, headers: header, body: form };
}

test("garbage in every field of every documented operation is refused in the API's form, and never a failure", async ({
  baseURL,
}) => {
  const { operations } = await describedApi(baseURL as string);
  const admin = await createMember("admin");
  const before = await database().query("SELECT role FROM users WHERE id = $1", [admin.id]);
  for (const described of operations) {
    const { operationId } = described.operation;
    const fields = fieldsOf(described);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), garbage, garbageText, async (field, value, text) => {
        const asked = spoiled(described, field, value, text);
        // This admin may do as it is told: nobody real is named, whatever is spoiled beside.
        const isAct = /^(?:hide|restore|deactivate|reactivate|change|resolve)/.test(operationId);
        const { url, ...init } = isAct ? { ...asked, url: asked.url.replace(/\/\d+\//, "/2000000000/") } : asked;
        const headers = { ...asOwnPage(admin), ...init.headers };
        const response = await fetch(`${baseURL}/api/v1${url}`, { ...init, method: described.method, headers });
        expectRefusal(`${operationId} ${field.name}`, response.status, await response.text());
      }),
      { numRuns: 12 * Math.max(1, fields.length) },
    );
  }
  expect((await database().query("SELECT role FROM users WHERE id = $1", [admin.id])).rows).toEqual(before.rows);
});

test("addresses, headers and bodies that nobody writes are refused, and never a failure", async ({ baseURL }) => {
  const url = baseURL as string;
  const member = await createMember();
  const cookie = asOwnPage(member);
  for (const path of ["%", "%ff", "%00", "..%2f..", "1%", "a/b/c", "x".repeat(6_000), "1?ids=%", "__proto__"])
    for (const [method, at] of [
      ["GET", `/api/v1/images/${path}`],
      ["POST", `/api/v1/images/${path}/like`],
    ] as const) {
      const { status, text } = await rawStatus(url, at, method, cookie);
      if (path.includes("?ids") || status === 405) continue;
      expectRefusal(`${method} ${at.slice(0, 60)}`, status, text);
      expect([at.slice(0, 60), status >= 400]).toEqual([at.slice(0, 60), true]);
    }
  for (const bad of ["next-auth.session-token=%", "next-auth.session-token=a.b.c", `x=${"y".repeat(7_000)}`, ";;=;"]) {
    const { status, text } = await rawStatus(url, "/api/v1/me", "GET", { Cookie: bad });
    expectRefusal(`cookie ${bad.slice(0, 30)}`, status, text);
    expect(status).toBe(401);
  }
  const vote = (body: string) =>
    fetch(`${url}/api/v1/tournaments/vote`, {
      method: "POST",
      headers: { ...cookie, "Content-Type": "application/json" },
      body,
    });
  const depth = 15_000;
  for (const body of [
    `{"match_id":${"[".repeat(depth)}${"]".repeat(depth)}}`,
    `${'{"a":'.repeat(8_000)}1${"}".repeat(8_000)}`,
    '{"match_id":"a","match_id":{}}',
    '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}',
    "{",
    "\ufeff{}",
    '{"match_id": 1e999}',
    "\0",
  ]) {
    const response = await vote(body);
    expectRefusal(body.slice(0, 40), response.status, await response.text());
    expect([body.slice(0, 40), [400, 422].includes(response.status)]).toEqual([body.slice(0, 40), true]);
  }
});

test("a verb that a path does not have is 405 with those it has, in the API's form and the reader's language", async ({
  baseURL,
}) => {
  const { document } = await describedApi(baseURL as string);
  for (const [path, methods] of Object.entries(document.paths)) {
    const known = Object.keys(methods).map((method) => method.toUpperCase());
    const allow = [...known, ...(known.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
    const at = `${baseURL}/api/v1${path.replace("{id}", "1")}`;
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((each) => !known.includes(each))) {
      const response = await fetch(at, { method, headers: { "Accept-Language": "ko" } });
      expect([path, method, response.status, response.headers.get("allow")]).toEqual([path, method, 405, allow]);
      expect(await response.json()).toMatchObject({
        error_code: "METHOD_NOT_ALLOWED",
        detail: expect.stringMatching(/[가-힣]/),
      });
    }
    const options = await fetch(at, { method: "OPTIONS" });
    expect([path, options.status, options.headers.get("allow")]).toEqual([path, 204, allow]);
  }
});

test("two uploads at once under one key post once", async ({ baseURL }) => {
  const member = await createMember();
  const sharp = (await import("sharp")).default;
  const file = await sharp({ create: { width: 900, height: 700, channels: 3, background: "#864" } })
    .png()
    .toBuffer();
  const send = () => {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(file)]), "a.png");
    form.set("prompt", "Brown");
    return fetch(`${baseURL}/api/v1/images`, {
      method: "POST",
      headers: { ...asOwnPage(member), "Idempotency-Key": "the-same" },
      body: form,
    });
  };
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: number }).id));
  expect(new Set(ids).size).toBe(1);
  const { rows } = await database().query("SELECT id FROM image_posts WHERE user_id = $1", [member.id]);
  expect(rows).toEqual([{ id: ids[0] }]);
});
