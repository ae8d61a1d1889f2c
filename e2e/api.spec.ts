import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hashPersonalToken, newPersonalToken } from "@/lib/auth/personal-token";
import { type Answer, type DescribedApi, describedApi } from "./support/api";
import { asOwnPage, createMember, createPost, database, type Member, pictureFile } from "./support/community";
import { expect, test } from "./support/test";

async function uploadForm(fields: Record<string, string | Buffer> = {}): Promise<FormData> {
  const form = new FormData();
  const { file = await pictureFile(), ...texts } = { prompt: "A gradient", is_tournament_opt_in: "true", ...fields };
  form.set("file", new Blob([new Uint8Array(Buffer.from(file))]), "gradient.png");
  for (const [name, text] of Object.entries(texts)) form.set(name, String(text));
  return form;
}

const coded = ({ status, body }: Answer) => `${status} ${body.error_code}`;
const as = (member: Member) => ({ headers: asOwnPage(member) });

/** Every operation as it should go, and what it refuses of its own: each answer is held against the document. */
async function askEverything(api: DescribedApi, site: string) {
  const [owner, fan, moderator, admin] = await Promise.all([
    createMember(),
    createMember(),
    createMember("moderator"),
    createMember("admin"),
  ]);
  const { call } = api;

  // Images
  const key = { headers: { ...asOwnPage(owner), "Idempotency-Key": `key-${owner.id}` } };
  const file = await pictureFile();
  const posted = await call("createPost", { ...key, body: await uploadForm({ file }) });
  expect(posted.status).toBe(201);
  const again = await call("createPost", { ...key, body: await uploadForm({ file }) });
  expect(again.body.id).toBe(posted.body.id);
  expect(coded(await call("createPost", { ...key, body: await uploadForm({ file, prompt: "other" }) }))).toBe(
    "422 IDEMPOTENCY_KEY_REUSED",
  );
  expect(coded(await call("createPost", { ...as(owner), body: await uploadForm({ file: "no image" }) }))).toBe(
    "415 UNSUPPORTED_IMAGE",
  );
  expect(
    coded(await call("createPost", { ...as(owner), body: await uploadForm({ file: file.subarray(0, 200) }) })),
  ).toBe("422 IMAGE_BROKEN");
  const id = posted.body.id as number;
  const path = { id };
  for (const sort of ["new", "top", "random"]) {
    const page = await call("listImages", { query: { sort, limit: 2 } });
    expect((page.body.items as unknown[]).length).toBe(2);
    expect((await call("listImages", { query: { sort, limit: 2, cursor: page.body.next_cursor } })).status).toBe(200);
  }
  expect((await call("listImages", { query: { user_id: owner.id } })).body.items).toMatchObject([{ id }]);
  expect((await call("listRandomImages", { query: { limit: 3 } })).body.items).toHaveLength(3);
  for (const sort of ["relevance", "new", "likes", "rating"]) {
    const page = await call("searchImages", { query: { q: "-unheardof", sort, limit: 2 } });
    expect(page.body).toMatchObject({ items: [{}, {}], facets: {} });
    expect(
      (await call("searchImages", { query: { q: "-unheardof", sort, cursor: page.body.next_cursor } })).status,
    ).toBe(200);
  }
  expect((await call("searchImages", { query: { q: "unheardof orientation:portrait" } })).body).toMatchObject({
    ...{ items: [], count: 0 },
    loosen: [{ part: "unheardof", is_unknown: true }, { part: "orientation:portrait" }],
  });
  expect(coded(await call("searchImages", { query: { cursor: "nobody's" } }))).toBe("422 VALIDATION_FAILED");
  expect((await call("getImage", { path })).body).not.toHaveProperty("is_liked_by_me");
  expect((await call("getImage", { path, ...as(fan) })).body.is_liked_by_me).toBe(false);
  const whole = { prompt: "New words", model_name: null, is_tournament_opt_in: true };
  expect((await call("replacePost", { path, body: whole, ...as(owner) })).body).toMatchObject(whole);
  expect((await call("replacePost", { path, body: { prompt: "p" }, ...as(owner) })).status).toBe(422);
  expect((await call("updatePost", { path, body: { model_name: "m" }, ...as(owner) })).body).toMatchObject({
    ...whole,
    model_name: "m",
  });
  for (const [operation, body] of [
    ["updatePost", { prompt: "mine" }],
    ["replacePost", whole],
    ["deletePost", undefined],
  ] as const) {
    expect(coded(await call(operation, { path, body, ...as(fan) }))).toBe("403 FORBIDDEN");
    expect(coded(await call(operation, { path: { id: 2_000_000_000 }, body, ...as(owner) }))).toBe("404 NOT_FOUND");
  }

  expect((await call("getOembed", { query: { url: `${site}/images/${id}` } })).body.type).toBe("photo");
  expect(coded(await call("getOembed", { query: { url: "https://elsewhere.example/images/1" } }))).toBe(
    "404 NOT_FOUND",
  );
  expect(coded(await call("getWorkflow", { path }))).toBe("404 NOT_FOUND");
  const made = await call("createPost", {
    ...as(owner),
    body: await uploadForm({
      ...{
        file: readFileSync("lib/metadata/corpus/comfyui-png-circle.png"),
        publish: "all",
        is_tournament_opt_in: "false",
      },
    }),
  });
  expect((await call("getWorkflow", { path: { id: made.body.id } })).status).toBe(200);
  const twin = await call("createPost", {
    ...as(fan),
    body: await uploadForm({ file, is_tournament_opt_in: "false" }),
  });
  expect(twin.body.near_duplicate).toMatchObject({ id });
  expect(coded(await call("createPost", { ...as(fan), body: await uploadForm({ file }) }))).toBe("409 NEAR_DUPLICATE");
  for (const operation of ["updatePost", "replacePost"] as const)
    expect(coded(await call(operation, { path: { id: twin.body.id }, body: whole, ...as(fan) }))).toBe(
      "409 NEAR_DUPLICATE",
    );
  const [first] = (await call("listSimilarImages", { path })).body.items as object[];
  expect(first).toMatchObject({ id: twin.body.id, is_near_duplicate: true, likeness: 1 });
  expect(coded(await call("listSimilarImages", { path: { id: 2_000_000_000 } }))).toBe("404 NOT_FOUND");
  expect((await call("downloadImage", { path })).headers.get("content-type")).toBe("image/jpeg");
  expect(coded(await call("downloadImage", { path: { id: 2_000_000_000 } }))).toBe("404 NOT_FOUND");
  expect((await call("updatePost", { path, body: { alt_text: "Discs" }, ...as(owner) })).body.alt_text).toBe("Discs");
  expect((await call("updatePost", { path, body: { alt_text: null }, ...as(owner) })).body.alt_text).toBe("New words");
  const exposed = await call("getExposure", { path, ...as(owner) });
  expect(exposed.body).toMatchObject({ image_id: id, promised: 10, is_open: true });
  expect(coded(await call("getExposure", { path, ...as(fan) }))).toBe("403 FORBIDDEN");
  expect(coded(await call("getExposure", { path: { id: 2_000_000_000 }, ...as(owner) }))).toBe("404 NOT_FOUND");

  // Likes and lists of the member
  expect((await call("likePost", { path, ...as(fan) })).status).toBe(201);
  expect(coded(await call("likePost", { path, ...as(fan) }))).toBe("409 ALREADY_LIKED");
  expect((await call("listMyLikes", { query: { ids: `${id},1` }, ...as(fan) })).body.liked_ids).toEqual([id]);
  expect((await call("getViewerState", { query: { ids: id }, ...as(fan) })).body.liked_ids).toEqual([id]);
  expect((await call("unlikePost", { path, ...as(fan) })).status).toBe(200);
  expect(coded(await call("unlikePost", { path, ...as(fan) }))).toBe("404 NOT_LIKED");
  expect(coded(await call("likePost", { path: { id: 2_000_000_000 }, ...as(fan) }))).toBe("404 NOT_FOUND");
  expect((await call("getMe", as(fan))).body).toEqual({ id: fan.id, handle: fan.handle, role: "member" });

  // Profiles
  const said = await call("updateProfile", { body: { bio: "Fog.", links: ["mira.example"] }, ...as(owner) });
  expect(said.body).toMatchObject({ bio: "Fog.", links: ["https://mira.example/"], avatar: [] });
  expect((await call("updateProfile", { body: { links: ["javascript:x.y"] }, ...as(owner) })).status).toBe(422);
  const face = async (bytes: Buffer | string) => {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(Buffer.from(bytes))]), "me.png");
    return call("setAvatar", { body: form, ...as(owner) });
  };
  expect(coded(await face("no image"))).toBe("415 UNSUPPORTED_IMAGE");
  expect(coded(await face(file.subarray(0, 200)))).toBe("422 IMAGE_BROKEN");
  expect((await face(file)).body.avatar).toHaveLength(2);
  const { body: known } = await call("getMember", { path: { handle: owner.handle } });
  expect(known).toMatchObject({ id: owner.id, bio: "Fog.", image_count: 2 });
  expect((known.avatar as unknown[]).length).toBe(2);
  expect((await call("removeAvatar", as(owner))).status).toBe(204);
  expect((await call("removeAvatar", as(owner))).status).toBe(204);
  expect(coded(await call("getMember", { path: { handle: "nobody-at-all" } }))).toBe("404 NOT_FOUND");
  expect((await call("exportMe", { query: { locale: "ko" }, ...as(owner) })).status).toBe(200);

  // Matches, votes and boards
  const match = (await call("getMatch", as(fan))).body as {
    match_id: string;
    images: [{ id: number }, { id: number }];
  };
  const choice = { match_id: match.match_id, winner_image_id: match.images[0].id };
  expect(coded(await call("castVote", { body: { ...choice, winner_image_id: 2_000_000_000 }, ...as(fan) }))).toBe(
    "422 IMAGE_OUTSIDE_PAIR",
  );
  expect((await call("castVote", { body: choice, ...as(fan) })).status).toBe(201);
  expect((await call("castVote", { body: choice, ...as(fan) })).status).toBe(200);
  expect(coded(await call("castVote", { body: { ...choice, winner_image_id: match.images[1].id }, ...as(fan) }))).toBe(
    "409 PAIR_ALREADY_JUDGED",
  );
  expect(coded(await call("castVote", { body: choice, ...as(owner) }))).toBe("410 MATCH_EXPIRED");
  expect((await call("listMyVotes", as(fan))).body.items).toMatchObject([{ match_id: match.match_id }]);
  expect((await call("getTopTen")).body.period).toBe("24h");
  expect((await call("listRankings", { query: { limit: 3 } })).status).toBe(200);

  expect((await call("undoVote", { path: { match_id: match.match_id }, ...as(fan) })).body.match_id).toBe(
    match.match_id,
  );
  expect(coded(await call("undoVote", { path: { match_id: randomUUID() }, ...as(fan) }))).toBe("410 UNDO_EXPIRED");
  const passed = { match_id: ((await call("getMatch", as(fan))).body as typeof match).match_id, outcome: "skip" };
  expect((await call("recordOutcome", { body: passed, ...as(fan) })).status).toBe(201);
  expect((await call("recordOutcome", { body: passed, ...as(fan) })).status).toBe(200);
  expect(coded(await call("recordOutcome", { body: { ...passed, outcome: "tie" }, ...as(fan) }))).toBe(
    "409 PAIR_ALREADY_JUDGED",
  );
  expect(coded(await call("recordOutcome", { body: passed, ...as(owner) }))).toBe("410 MATCH_EXPIRED");

  // Accounts and tokens
  const account = { handle: `api-${randomUUID().slice(0, 8)}`, password: "a long enough password" };
  const named = { ...account, email: `${account.handle}@example.org` };
  expect((await call("registerAccount", { body: named })).body.token_type).toBe("Bearer");
  expect(coded(await call("registerAccount", { body: named }))).toBe("409 HANDLE_TAKEN");
  const entry = { name: account.handle, password: account.password };
  expect((await call("issueToken", { body: entry })).status).toBe(200);
  expect(coded(await call("issueToken", { body: { ...entry, password: "another long password" } }))).toBe(
    "401 WRONG_CREDENTIALS",
  );

  // Reports and moderation
  const filed = await call("reportImage", { body: { image_id: id, reason: "not theirs" }, ...as(fan) });
  expect(filed.status).toBe(201);
  const report = { path: { id: filed.body.id }, ...as(moderator) };
  expect(coded(await call("reportImage", { body: { image_id: id, reason: "again" }, ...as(fan) }))).toBe(
    "409 ALREADY_REPORTED",
  );
  expect(coded(await call("reportImage", { body: { image_id: 2e9, reason: "r" }, ...as(fan) }))).toBe("404 NOT_FOUND");
  expect((await call("listReports", as(moderator))).status).toBe(200);
  expect((await call("resolveReport", { ...report, body: {} })).body.is_open).toBe(false);
  expect(coded(await call("resolveReport", { ...report, body: {} }))).toBe("409 ALREADY_RESOLVED");
  expect(coded(await call("resolveReport", { ...report, path: { id: 2e9 }, body: {} }))).toBe("404 NOT_FOUND");
  const act = { path, body: { reason: "for a test" }, ...as(moderator) };
  expect((await call("hidePost", act)).status).toBe(200);
  expect(coded(await call("hidePost", act))).toBe("409 ALREADY_HIDDEN");
  expect(coded(await call("getImage", { path }))).toBe("404 NOT_FOUND");
  expect((await call("listModeratedPosts", { query: { state: "hidden" }, ...as(moderator) })).status).toBe(200);
  expect((await call("restorePost", act)).status).toBe(200);
  expect(coded(await call("restorePost", act))).toBe("409 NOT_HIDDEN");
  for (const operation of ["hidePost", "restorePost", "deactivateMember", "reactivateMember"])
    expect(coded(await call(operation, { ...act, path: { id: 2e9 } }))).toBe("404 NOT_FOUND");
  const member = { ...act, path: { id: fan.id } };
  expect((await call("changeRole", { ...member, body: { role: "moderator" }, ...as(admin) })).status).toBe(200);
  expect(coded(await call("deactivateMember", member))).toBe("403 FORBIDDEN");
  expect(coded(await call("reactivateMember", member))).toBe("403 FORBIDDEN");
  expect((await call("changeRole", { ...member, body: { role: "member" }, ...as(admin) })).status).toBe(200);
  expect(coded(await call("changeRole", { path: { id: 2e9 }, body: { role: "member" }, ...as(admin) }))).toBe(
    "404 NOT_FOUND",
  );
  expect((await call("deactivateMember", member)).body.is_active).toBe(false);
  expect((await call("reactivateMember", member)).body.is_active).toBe(true);
  expect((await call("listModeratedMembers", { query: { q: fan.handle }, ...as(moderator) })).status).toBe(200);
  expect((await call("listModerationActions", as(moderator))).status).toBe(200);
  expect((await call("deletePost", { path, ...as(owner) })).status).toBe(204);
  expect(coded(await call("restorePost", act))).toBe("409 DELETED_BY_OWNER");
}

/** What an operation is refused for whatever it does, as its description says; asked of every one there is. */
async function askWrongly({ operations, call }: DescribedApi) {
  const [member, admin] = await Promise.all([createMember(), createMember("admin")]);
  const readOnly = newPersonalToken();
  await database().query(
    "INSERT INTO personal_access_tokens (user_id, name, scope, token_hash) VALUES ($1, 'reads', 'read', $2)",
    [admin.id, hashPersonalToken(readOnly)],
  );
  for (const { method, operation } of operations) {
    const { operationId, parameters, requestBody, responses } = operation;
    const path = Object.fromEntries(parameters.filter((each) => each.in === "path").map(({ name }) => [name, 2e9]));
    const isForm = requestBody?.content["multipart/form-data"] !== undefined;
    const actor = operation["x-actor"];
    const right = as(actor === "anyone" || actor === "member" ? member : admin);
    // A token decides alone, whatever the cookie beside it would be good for.
    const bearer = (token: string) => ({ headers: { ...right.headers, Authorization: `Bearer ${token}` } });
    expect(coded(await call(operationId, { path, ...bearer("no-token") }))).toBe("401 TOKEN_INVALID");
    // Of reads, the archive of one's own alone.
    if (method !== "GET" || operationId === "exportMe")
      expect(coded(await call(operationId, { path, ...bearer(readOnly) }))).toBe("403 TOKEN_READ_ONLY");
    if (actor !== "anyone") {
      expect(coded(await call(operationId, { path }))).toBe("401 SIGN_IN_REQUIRED");
      const forged = { headers: { Cookie: "next-auth.session-token=forged" } };
      expect([401, 403]).toContain((await call(operationId, { path, ...forged })).status);
    }
    if (actor === "moderator" || actor === "admin")
      expect(coded(await call(operationId, { path, ...as(member) }))).toBe("403 FORBIDDEN");
    if (method !== "GET") {
      const foreign = { headers: { Cookie: right.headers.Cookie ?? "", Origin: "https://elsewhere.example" } };
      expect(coded(await call(operationId, { path, ...foreign }))).toBe("403 CROSS_SITE");
      const typed = (type: string) => ({ headers: { ...right.headers, "Content-Type": type } });
      expect(coded(await call(operationId, { path, body: "{}", ...typed("text/plain") }))).toBe(
        "415 UNSUPPORTED_MEDIA_TYPE",
      );
      const broken = isForm ? typed("multipart/form-data; boundary=x") : typed("application/json");
      expect(coded(await call(operationId, { path, body: "{", ...broken }))).toBe("400 BAD_REQUEST");
      if (!isForm) {
        for (const body of ["[]", "null", '"text"', "7"])
          expect(coded(await call(operationId, { path, body, ...broken }))).toBe("400 BAD_REQUEST");
        const huge = JSON.stringify({ reason: "x".repeat(10_000_000) });
        expect(coded(await call(operationId, { path, body: huge, ...broken }))).toBe("413 FILE_TOO_LARGE");
      }
    }
    if (responses[422]) {
      const query = Object.fromEntries(
        parameters.filter((each) => each.in === "query").map(({ name }) => [name, "\0"]),
      );
      const wrong = isForm
        ? new FormData()
        : method === "GET"
          ? undefined
          : { reason: [], role: {}, match_id: { not: "" }, bio: [] };
      const bad = { path: { id: "x", handle: "not a handle" }, query, body: wrong, ...right };
      const refused = await call(operationId, bad);
      expect(coded(refused)).toBe("422 VALIDATION_FAILED");
      const korean = await call(operationId, {
        ...bad,
        headers: { ...right.headers, "Accept-Language": "ko, en;q=0.5" },
      });
      expect(korean.headers.get("content-language")).toBe("ko");
      expect(korean.body.detail).toMatch(/[가-힣]/);
      expect(JSON.stringify(korean.body.errors)).toMatch(/[가-힣]/);
      expect(Object.keys(korean.body.errors as object)).toEqual(Object.keys(refused.body.errors as object));
    }
  }
}

/** Answers that only an outage, an empty site or one without other admins gives; other tests provoke them. */
const elsewhere =
  /^(?:\w+ (?:429|50[03])|getMatch 404|createPost (?:404|409|413)|setAvatar 413|(?:deactivateMember|changeRole) 409)$/;

test("every documented operation, asked for everything it can answer, answers as documented", async ({ baseURL }) => {
  const url = baseURL as string;
  const api = await describedApi(url);
  await askEverything(api, url);
  await askWrongly(api);
  // 304 to who has it already, for every read that is kept.
  const reader = await createMember("admin");
  const { id } = await createPost(url, reader);
  for (const { operation } of api.operations.filter((each) => each.operation.responses[304])) {
    const given = {
      path: { id, handle: reader.handle },
      query: { ids: id, url: `${url}/images/${id}` },
      ...as(reader),
    };
    for (let status = 0; status !== 304; ) {
      const first = await api.call(operation.operationId, given);
      const kept = { ...given.headers, "If-None-Match": `"other", ${first.headers.get("etag")}` };
      const again = await api.call(operation.operationId, { ...given, headers: kept });
      status = again.status;
      // Only what others have written meanwhile, in tests beside this one, is a reason for another answer.
      if (status !== 304) expect(again.body, operation.operationId).not.toEqual(first.body);
    }
  }
  const described = api.operations.flatMap(({ operation }) =>
    Object.keys(operation.responses).map((status) => `${operation.operationId} ${status}`),
  );
  const unasked = described.filter((what) => !api.seen.has(what) && !elsewhere.test(what));
  expect(unasked).toEqual([]);
});
