import { encodeCursor } from "@/lib/posts/paging";
import { asOwnPage, createMember, createPost, database, type Member, pictureFile } from "./community";
import { alwaysLeft } from "./voters";

export const players = ["member", "author", "voter", "settler", "moderator", "admin"] as const;
export type Player = (typeof players)[number];

/** What the pages of a demo site are looked at with. */
export interface Scene {
  readonly players: Readonly<Record<Player, Member>>;
  /** Of "author". */
  readonly postId: number;
  /** The file of that post. */
  readonly file: Buffer;
  /** Somebody else's post that looks the same. */
  readonly twinId: number;
  /** Has many matches. */
  readonly ratedId: number;
  readonly modelName: string;
  /** A finished day that has a board. */
  readonly day: string;
  /** Begins the gallery's second page. */
  readonly cursor: string;
  /** A demo member with many images. */
  readonly maker: string;
  /** A voter whose votes look odd. */
  readonly suspectId: number;
}

/** Asks until there is a row: the thread that rates writes some of them, soon after the start. */
async function find<T extends object>(sql: string): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const { rows } = await database().query<T>(sql);
    if (rows[0]) return rows[0];
  }
  throw new Error(`nothing for: ${sql}`);
}

/** Enough votes for a board of the voter's own. */
async function giveVotes({ id }: Member): Promise<void> {
  await database().query(
    `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id)
     SELECT gen_random_uuid()::text, $1, a.id, b.id FROM image_posts a JOIN image_posts b ON a.id < b.id
     WHERE a.is_active AND b.is_active ORDER BY a.id, b.id LIMIT 32`,
    [id],
  );
}

/** Says something about oneself before anybody asks. */
async function introduce({ id }: Member): Promise<void> {
  await database().query("UPDATE users SET bio = $2, links = $3 WHERE id = $1", [
    id,
    "Gradients, discs and whatever else a few lines of code can draw.\nMostly at night.",
    ["https://example.org/gradients", "https://example.com/@discs"],
  ]);
}

/** How the author's post was made, as a file would have told. */
async function tellMaking(postId: number): Promise<void> {
  await database().query(
    `UPDATE image_posts SET tool = 'AUTOMATIC1111', sampler = 'DPM++ 2M Karras', steps = 28, cfg = 6.5, seed = '3141592653',
       generation_width = 832, generation_height = 1216, negative_prompt = 'blurry, low quality, watermark, text',
       loras = '[{"name": "soft-discs", "weight": 0.8}]' WHERE id = $1`,
    [postId],
  );
}

/** A post that was hidden and brought back, and one that stays hidden: what the audit trail has to tell. */
async function moderateSome(baseURL: string, moderator: Member): Promise<void> {
  const author = await createMember();
  const act = async (id: number, verb: "hide" | "restore", reason: string) => {
    const response = await fetch(`${baseURL}/api/v1/moderation/images/${id}/${verb}`, {
      method: "POST",
      headers: { ...asOwnPage(moderator), "Content-Type": "application/json" },
      body: JSON.stringify({ reason }),
    });
    if (!response.ok) throw new Error(`${verb} ${id}: ${response.status}`);
  };
  const { id: backId } = await createPost(baseURL, author, { optIn: false });
  const { id: hiddenId } = await createPost(baseURL, author, { optIn: false });
  await act(backId, "hide", "Reported as somebody's portrait.");
  await act(hiddenId, "hide", "The same advertisement again.");
  await act(backId, "restore", "Its author showed how it was made.");
}

async function createPlayers(): Promise<Record<Player, Member>> {
  return {
    member: await createMember(),
    author: await createMember(),
    voter: await createMember(),
    settler: await createMember(),
    moderator: await createMember("moderator"),
    admin: await createMember("admin"),
  };
}

export async function createScene(baseURL: string): Promise<Scene> {
  const cast = await createPlayers();
  await introduce(cast.author);
  const file = await pictureFile();
  const { id: postId } = await createPost(baseURL, cast.author, { modelName: "a-model-of-my-own", file });
  await tellMaking(postId);
  const { id: twinId } = await createPost(baseURL, await createMember(), { file, optIn: false });
  await giveVotes(cast.voter);
  await moderateSome(baseURL, cast.moderator);
  const suspect = await alwaysLeft(baseURL);
  await find(`SELECT 1 FROM voter_inspections WHERE is_marked AND voter_id = ${suspect.id}`);
  const { id: ratedId } = await find<{ id: number }>(
    "SELECT image_id AS id FROM image_ratings JOIN image_posts p ON p.id = image_id AND p.is_active ORDER BY matches DESC LIMIT 1",
  );
  const { model: modelName } = await find<{ model: string }>(
    `SELECT p.model_name AS model FROM image_ratings JOIN image_posts p ON p.id = image_id AND p.is_active
     WHERE p.model_name ~ '^[A-Za-z-]+$' GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1`,
  );
  const { day } = await find<{ day: string }>(
    "SELECT day::text FROM board_days WHERE like_count > 0 ORDER BY day DESC LIMIT 1",
  );
  const { id: last } = await find<{ id: number }>(
    "SELECT id FROM image_posts WHERE is_active ORDER BY id DESC OFFSET 24 LIMIT 1",
  );
  const { handle: maker } = await find<{ handle: string }>(
    `SELECT u.handle FROM users u JOIN image_posts p ON p.user_id = u.id AND p.is_active
     JOIN image_ratings ON image_id = p.id WHERE u.is_active GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1`,
  );
  await fetch(`${baseURL}/api/v1/reports`, {
    method: "POST",
    headers: { ...asOwnPage(cast.member), "Content-Type": "application/json" },
    body: JSON.stringify({ image_id: ratedId, reason: "Looks like a photograph of a real person." }),
  });
  return {
    players: cast,
    ...{ postId, file, twinId, ratedId, modelName, day, cursor: encodeCursor(last + 1), maker, suspectId: suspect.id },
  };
}
