import { asOwnPage, createMember, database, type Member, uniqueHandle } from "./support/community";
import { expect, test } from "./support/test";
import { alwaysLeft } from "./support/voters";

/** What a form of another site looks like, with the cookie that the browser adds to it. */
const foreign: readonly Record<string, string>[] = [
  { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
  { Origin: "https://evil.example" },
  { Origin: "null" },
  {},
  { Origin: "http://other.localhost", "Sec-Fetch-Site": "same-site" },
];

const plainText = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

/** The form of a page that has this field, with what it carries unseen, as a browser without JavaScript would send it. */
async function formWith(url: string, field: string, member?: Member): Promise<FormData> {
  const html = await (await fetch(url, { headers: asOwnPage(member) })).text();
  const form = html.split("<form").find((part) => part.includes(`name="${field}"`));
  const [inside = ""] = (form ?? "").split("</form>");
  const body = new FormData();
  for (const [input] of inside.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [, name] = /name="([^"]*)"/.exec(input) ?? [];
    const [, value = ""] = /value="([^"]*)"/.exec(input) ?? [];
    if (name) body.set(name, plainText(value));
  }
  expect([...body.keys()].some((name) => name.startsWith("$ACTION"))).toBe(true);
  return body;
}

const send = (url: string, body: FormData, headers: Record<string, string>) =>
  fetch(url, { method: "POST", body, headers, redirect: "manual" });

async function count(sql: string, value: unknown): Promise<number> {
  const { rows } = await database().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, [value]);
  return rows[0]?.n ?? -1;
}

test("a token's form from another site makes no token, and from our own page it does", async ({ baseURL }) => {
  const member = await createMember();
  const url = `${baseURL}/settings`;
  const body = await formWith(url, "lifetime", member);
  for (const [name, value] of Object.entries({ name: "stolen", scope: "write", lifetime: "30" })) body.set(name, value);
  const tokens = () => count("personal_access_tokens WHERE user_id = $1", member.id);
  for (const headers of foreign) {
    await send(url, body, { ...headers, Cookie: member.cookie });
    expect([headers, await tokens()]).toEqual([headers, 0]);
  }
  await send(url, body, { ...asOwnPage(member), Origin: baseURL as string });
  expect(await tokens()).toBe(1);
  const revoking = await formWith(url, "id", member);
  for (const headers of foreign) {
    await send(url, revoking, { ...headers, Cookie: member.cookie });
    expect([headers, await tokens()]).toEqual([headers, 1]);
  }
  // A token's number in another member's form is nobody's.
  const other = await createMember();
  await send(url, revoking, { ...asOwnPage(other), Origin: baseURL as string });
  expect(await tokens()).toBe(1);
  await send(url, revoking, { ...asOwnPage(member), Origin: baseURL as string });
  expect(await tokens()).toBe(0);
});

test("a sign-in's form from another site signs nobody in, and from our own page it does", async ({ baseURL }) => {
  const member = await createMember();
  const url = `${baseURL}/sign-in`;
  const body = await formWith(url, "password");
  for (const [name, value] of Object.entries({ name: member.handle, password: member.password })) body.set(name, value);
  for (const headers of foreign)
    expect([headers, (await send(url, body, headers)).headers.get("set-cookie")]).toEqual([headers, null]);
  const answer = await send(url, body, { ...asOwnPage(), Origin: baseURL as string });
  expect(answer.headers.get("set-cookie")).toContain("next-auth.session-token=");
});

test("a sign-up's form from another site makes no account, and from our own page it does", async ({ baseURL }) => {
  const handle = uniqueHandle("formed");
  const url = `${baseURL}/sign-up`;
  const body = await formWith(url, "email");
  const values = { handle, email: `${handle}@example.org`, password: "a long enough password" };
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  const accounts = () => count("users WHERE handle = $1", handle);
  for (const headers of foreign) {
    await send(url, body, headers);
    expect([headers, await accounts()]).toEqual([headers, 0]);
  }
  await send(url, body, { ...asOwnPage(), Origin: baseURL as string });
  expect(await accounts()).toBe(1);
});

test("a voter's votes are put aside and given back by moderators and admins alone, and by their own pages alone", async ({
  baseURL,
}) => {
  const voter = await alwaysLeft(baseURL as string);
  // The page is about voters whom the background pass has looked at.
  await expect.poll(() => count("voter_inspections WHERE voter_id = $1", voter.id), { timeout: 90_000 }).toBe(1);
  const moderator = await createMember("moderator");
  const demoted = await createMember("admin");
  const deactivated = await createMember("moderator");
  await database().query("UPDATE users SET role = 'member', session_version = session_version + 1 WHERE id = $1", [
    demoted.id,
  ]);
  await database().query("UPDATE users SET is_active = false WHERE id = $1", [deactivated.id]);
  const url = `${baseURL}/admin/integrity/${voter.id}`;
  const body = await formWith(url, "reason", moderator);
  body.set("reason", "for a test");
  const isAside = () => count("voter_quarantines WHERE voter_id = $1", voter.id);
  for (const headers of foreign) {
    await send(url, body, { ...headers, Cookie: moderator.cookie });
    expect([headers, await isAside()]).toEqual([headers, 0]);
  }
  for (const [who, member] of Object.entries({ nobody: undefined, voter, demoted, deactivated })) {
    await send(url, body, { ...asOwnPage(member), Origin: baseURL as string });
    expect([who, await isAside()]).toEqual([who, 0]);
  }
  await send(url, body, { ...asOwnPage(moderator), Origin: baseURL as string });
  expect(await isAside()).toBe(1);

  const restoring = await formWith(url, "reason", moderator);
  for (const headers of foreign) {
    await send(url, restoring, { ...headers, Cookie: moderator.cookie });
    expect([headers, await isAside()]).toEqual([headers, 1]);
  }
  for (const [who, member] of Object.entries({ nobody: undefined, voter, demoted, deactivated })) {
    await send(url, restoring, { ...asOwnPage(member), Origin: baseURL as string });
    expect([who, await isAside()]).toEqual([who, 1]);
  }
  await send(url, restoring, { ...asOwnPage(moderator), Origin: baseURL as string });
  expect(await isAside()).toBe(0);
});
