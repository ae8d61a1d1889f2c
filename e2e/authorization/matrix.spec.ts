import { asOwnPage, createMember, createPost, database, type Member } from "../support/community";
import { expect, test } from "../support/test";
import { operationRows, pageRows, type Scene, type Who, who } from "./matrix";

type Cast = Readonly<Record<Who, Member | undefined>>;

/** Everybody with the cookie that they had before they were demoted or deactivated. */
async function gather(): Promise<Cast> {
  const cast = {
    anonymous: undefined,
    member: await createMember(),
    owner: await createMember(),
    other: await createMember(),
    deactivated: await createMember(),
    moderator: await createMember("moderator"),
    admin: await createMember("admin"),
    demoted: await createMember("admin"),
  };
  await database().query("UPDATE users SET is_active = false WHERE id = $1", [cast.deactivated.id]);
  // As lib/users does it: a change of role ends the account's sessions.
  await database().query("UPDATE users SET role = 'member', session_version = session_version + 1 WHERE id = $1", [
    cast.demoted.id,
  ]);
  return cast;
}

/** Brings a post to a state by the site's own ways, so that its files and its pages follow. A deleted one is gone for good. */
async function bring(baseURL: string, id: number, wish: "hide" | "restore"): Promise<number> {
  const { rows } = await database().query("SELECT is_active, deleted_at FROM image_posts WHERE id = $1", [id]);
  const [post] = rows as { is_active: boolean; deleted_at: Date | null }[];
  const isGone = post?.deleted_at !== null;
  const current = isGone ? (await createPost(baseURL, cast.owner as Member)).id : id;
  if ((isGone || post.is_active) !== (wish === "restore")) {
    const response = await fetch(`${baseURL}/api/v1/moderation/images/${current}/${wish}`, {
      method: "POST",
      headers: { ...asOwnPage(cast.admin), "Content-Type": "application/json" },
      body: JSON.stringify({ reason: "for the matrix" }),
    });
    expect(response.status).toBe(200);
  }
  return current;
}

/** The state that a cell is asked in, the same for each. */
async function set(baseURL: string, cell: string): Promise<void> {
  scene = {
    ...scene,
    postId: await bring(baseURL, scene.postId, "restore"),
    hiddenId: await bring(baseURL, scene.hiddenId, "hide"),
  };
  // Its own people's likes: other tests like what they find in the gallery.
  await database().query("DELETE FROM image_likes WHERE image_post_id = $1 AND user_id = ANY($2)", [
    scene.postId,
    Object.values(cast).flatMap((member) => (member ? [member.id] : [])),
  ]);
  await database().query("UPDATE users SET is_active = $2, role = 'member' WHERE id = $1", [
    scene.memberId,
    cell !== "reactivateMember",
  ]);
}

let cast: Cast;
let scene: Scene;

test.beforeAll(async ({ baseURL }) => {
  cast = await gather();
  const owner = cast.owner as Member;
  scene = {
    postId: (await createPost(baseURL as string, owner)).id,
    hiddenId: (await createPost(baseURL as string, owner)).id,
    memberId: (await createMember()).id,
  };
});

for (const [name, row] of Object.entries(operationRows)) {
  if (!row) continue;
  test(`who may call ${name}`, async ({ baseURL }) => {
    const answers: Record<string, number> = {};
    for (const one of who) {
      await set(baseURL as string, name);
      const [method, path, body] = row.ask(scene);
      const isForm = body instanceof FormData;
      const response = await fetch(`${baseURL}${path}`, {
        method,
        headers: { ...asOwnPage(cast[one]), ...(body && !isForm && { "Content-Type": "application/json" }) },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
      });
      answers[one] = response.status;
    }
    expect(answers).toEqual(row.answers);
  });
}

for (const [folder, { path, answers: expected }] of Object.entries(pageRows)) {
  test(`who may see /${folder}`, async ({ baseURL }) => {
    await set(baseURL as string, folder);
    const answers: Record<string, number> = {};
    for (const one of who) {
      const response = await fetch(`${baseURL}${path(scene)}`, { headers: asOwnPage(cast[one]), redirect: "manual" });
      answers[one] = response.status;
    }
    expect(answers).toEqual(expected);
  });
}
