import { operationRows } from "./authorization/matrix";
import { asOwnPage, createMember, createPost, database, type Member } from "./support/community";
import { expect, test } from "./support/test";

/** What a write from elsewhere looks like, each with the cookie of somebody who may do everything. */
const foreign: Readonly<Record<string, Record<string, string>>> = {
  "a foreign origin": { Origin: "https://evil.example" },
  "a foreign origin, as a browser says it": { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
  "the origin null": { Origin: "null" },
  "no origin": {},
  "a sibling subdomain": { Origin: "http://other.localhost", "Sec-Fetch-Site": "same-site" },
  "an origin that a forged host would allow": { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
};

const isWrite = ([method]: readonly unknown[]) => method !== "GET";
const writes = Object.entries(operationRows).flatMap(([name, row]) =>
  row && isWrite(row.ask({ postId: 1, hiddenId: 1, memberId: 1 })) ? [{ name, row }] : [],
);

let admin: Member;
let scene: { postId: number; hiddenId: number; memberId: number };

test.beforeAll(async ({ baseURL }) => {
  admin = await createMember("admin");
  const { id: postId } = await createPost(baseURL as string, admin);
  const { id: hiddenId } = await createPost(baseURL as string, admin);
  await database().query("UPDATE image_posts SET is_active = false WHERE id = $1", [hiddenId]);
  scene = { postId, hiddenId, memberId: (await createMember()).id };
});

/** Everything that a write of this file could change. */
async function state(): Promise<string> {
  const { rows } = await database().query(
    `SELECT (SELECT json_agg(p ORDER BY id) FROM image_posts p WHERE user_id = $1) AS posts,
            (SELECT json_agg(l) FROM image_likes l WHERE user_id = $1) AS likes,
            (SELECT count(*) FROM tournament_votes WHERE voter_id = $1) AS votes,
            (SELECT json_agg(u) FROM users u WHERE id = $2) AS member`,
    [admin.id, scene.memberId],
  );
  return JSON.stringify(rows);
}

for (const { name, row } of writes) {
  test(`${name} from another site changes nothing`, async ({ baseURL }) => {
    const [method, path, body] = row.ask(scene);
    const isForm = body instanceof FormData;
    const before = await state();
    const ask = (headers: Record<string, string>, sent = isForm ? body : JSON.stringify(body ?? {}), verb = method) =>
      fetch(`${baseURL}${path}`, { method: verb, headers, ...(verb !== "GET" && { body: sent }) });
    const json = isForm ? {} : { "Content-Type": "application/json" };
    for (const [how, headers] of Object.entries(foreign)) {
      const response = await ask({ Cookie: admin.cookie, ...json, ...headers });
      expect([how, response.status, ((await response.json()) as { error_code: string }).error_code]).toEqual([
        how,
        403,
        "CROSS_SITE",
      ]);
    }
    // What a form of another site can send, from our own page too.
    const plain = await ask({ ...asOwnPage(admin), "Content-Type": "text/plain" }, JSON.stringify(body ?? {}));
    expect(plain.status).toBe(415);
    await ask({ Cookie: admin.cookie }, undefined, "GET");
    expect(await state()).toBe(before);
    // Without the guards' reasons it is done, or refused for what it says: they were what refused it.
    const own = await ask({ Cookie: admin.cookie, ...json, Origin: baseURL as string });
    expect([200, 201, 204, 404, 409, 410, 422]).toContain(own.status);
  });
}
