import { createHash } from "node:crypto";
import { encodeCursor } from "@/lib/posts/paging";
import { pngChunk } from "../../scripts/metadata-corpus/containers";
import { asOwnPage, createMember, createPost, database, type Member, pictureFile, uniqueHandle } from "./community";

/** A post that has been everywhere a post can be, and whoever has to do with it. */
export interface Subject {
  /** Of the site that it is on. */
  readonly origin: string;
  readonly id: number;
  readonly author: Member;
  /** In its prompt, and in no other. */
  readonly marker: string;
  readonly modelName: string;
  readonly storageKey: string;
  /** Every address of its bytes. */
  readonly variants: readonly string[];
  /** The pages before and after its own lead to it. */
  readonly newerId: number;
  readonly olderId: number;
  /** Of the page of the gallery that begins with it. */
  readonly cursor: string;
  /** The board of this finished day has it in first place. */
  readonly day: string;
  /** Lost to it on the leaderboard. */
  readonly opponentId: number;
  /** Is by nearly the same words, so that each is similar to the other. */
  readonly alikeId: number;
  /** Where a shuffle begins in which it comes first. */
  readonly shuffleStart: string;
  /** Likes it. */
  readonly fan: Member;
  /** Has voted for it by hand, and often enough for a board of their own. */
  readonly voter: Member;
  readonly votedMatchId: string;
  /** Holds a match with it, not judged yet. */
  readonly judge: Member;
  readonly matchId: string;
  /** Holds another one. */
  readonly referee: Member;
  readonly openMatchId: string;
  /** Shows that match again to somebody who signs in. */
  readonly ticket: string;
  /** Has nothing to do with it. */
  readonly stranger: Member;
}

/** A picture that says which ComfyUI graph made it. */
async function fileWithWorkflow(): Promise<Buffer> {
  const picture = await pictureFile();
  const workflow = { last_node_id: 1, last_link_id: 0, nodes: [{ id: 1, type: "SaveImage" }], links: [], version: 0.4 };
  const chunk = pngChunk("tEXt", Buffer.from(`workflow\0${JSON.stringify(workflow)}`));
  const afterHeader = 33;
  return Buffer.concat([picture.subarray(0, afterHeader), chunk, picture.subarray(afterHeader)]);
}

interface Detail {
  readonly image_url: string;
  readonly newer_id: number | null;
  readonly older_id: number | null;
  readonly variants: readonly { avif: string; webp: string }[];
}

/**
 * Three posts in a row, the one in the middle with words of its own. Other tests post at the same time and may come between;
 * then all is made anew, the picture and the words too: what one try left must not be found for another.
 */
async function createBetween(baseURL: string, author: Member, makeFile: () => Promise<Buffer>) {
  const other = await createMember();
  for (let tries = 0; tries < 10; tries += 1) {
    const [marker, modelName] = [uniqueHandle("marker"), uniqueHandle("model")];
    const words = Array.from({ length: 8 }, () => uniqueHandle("word")).join(" ");
    const older = await createPost(baseURL, other, { optIn: false });
    const { id } = await createPost(baseURL, author, {
      ...{ prompt: `Seen everywhere, ${marker}, ${words}`, modelName },
      ...{ file: await makeFile(), publish: "all" },
    });
    const newer = await createPost(baseURL, other, { optIn: false });
    const detail = (await (await fetch(`${baseURL}/api/v1/images/${id}`)).json()) as Detail;
    if (detail.newer_id === newer.id && detail.older_id === older.id)
      return { id, newerId: newer.id, olderId: older.id, detail, marker, modelName, words };
  }
  throw new Error("somebody always posted in between");
}

/** A new post is among those that are drawn when they have been read anew, beside the draws: so long, in ms, and looked often. */
const patience = 40_000;
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Where the fixed shuffle begins that has this post first. */
const shuffleStartOf = (id: number) => createHash("md5").update(String(id)).digest("hex").slice(0, 8);

/** Draws until a match has the post in it: a new one is drawn before others. */
async function drawWith(baseURL: string, id: number, judge: Member): Promise<{ match_id: string }> {
  for (const end = Date.now() + patience; Date.now() < end; await pause()) {
    const answer = await fetch(`${baseURL}/api/v1/tournaments/match`, { headers: asOwnPage(judge) });
    const match = (await answer.json()) as { match_id: string; images: { id: number }[] };
    if (match.images.some((image) => image.id === id)) return match;
  }
  throw new Error(`image ${id} was never drawn`);
}

async function ticketWith(baseURL: string, storageKey: string): Promise<string> {
  for (const end = Date.now() + patience; Date.now() < end; await pause()) {
    const html = await (await fetch(`${baseURL}/vote`)).text();
    const [, ticket] = /pair=([\w.%-]+?)&amp;winner=/.exec(html) ?? [];
    if (html.includes(storageKey) && ticket) return ticket;
  }
  throw new Error("the image was never shown to somebody signed out");
}

async function castVote(baseURL: string, id: number, voter: Member): Promise<string> {
  const { match_id } = await drawWith(baseURL, id, voter);
  const answer = await fetch(`${baseURL}/api/v1/tournaments/vote`, {
    method: "POST",
    headers: { ...asOwnPage(voter), "Content-Type": "application/json" },
    body: JSON.stringify({ match_id, winner_image_id: id }),
  });
  if (answer.status !== 201) throw new Error(`voting failed: ${answer.status}`);
  return match_id;
}

/** First on every board: by likes on the live ones, by wins on the leaderboard, by a row on a day before the archive began. */
async function putFirst({ id, opponentId, voter }: { id: number; opponentId: number; voter: Member }): Promise<string> {
  await database().query(
    "INSERT INTO image_likes (user_id, image_post_id) SELECT n, $1 FROM generate_series(2100000000, 2100000900) AS n",
    [id],
  );
  await database().query(
    `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side)
     SELECT gen_random_uuid()::text, n, $1, $2, CASE n % 2 WHEN 0 THEN 'left' ELSE 'right' END
     FROM generate_series(2100000000, 2100000060) AS n`,
    [id, opponentId],
  );
  // Enough for a board of the voter's own.
  await database().query(
    `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id)
     SELECT gen_random_uuid()::text, $2, $1, other.id FROM (
       SELECT p.id FROM image_posts p WHERE p.is_active AND p.id <> $1 AND NOT EXISTS (
         SELECT FROM tournament_votes v WHERE v.voter_id = $2 AND p.id IN (v.winner_image_id, v.loser_image_id)
       ) ORDER BY p.id LIMIT 31
     ) AS other`,
    [id, voter.id],
  );
  const { rows } = await database().query<{ day: string }>("SELECT (MIN(day) - 1)::text AS day FROM board_days");
  const day = rows[0]?.day as string;
  await database().query("INSERT INTO board_days (day, like_count, vote_count) VALUES ($1, 9, 0)", [day]);
  await database().query(
    "INSERT INTO board_day_entries (day, rank, image_post_id, like_count, win_count) VALUES ($1, 1, $2, 9, 0)",
    [day, id],
  );
  return day;
}

/** Makes such a post. What the site's caches are to know, the site's own ways tell them. The file has a workflow. */
export async function createSubject(baseURL: string, { makeFile = fileWithWorkflow } = {}): Promise<Subject> {
  const [author, fan, voter, judge, referee, stranger] = [
    await createMember(),
    await createMember(),
    await createMember(),
    await createMember(),
    await createMember(),
    await createMember(),
  ];
  const { id, newerId, olderId, detail, marker, modelName, words } = await createBetween(baseURL, author, makeFile);
  const opponent = await createPost(baseURL, await createMember());
  const alike = await createPost(baseURL, await createMember(), { prompt: `Seen nowhere, ${words}` });
  const storageKey = /[0-9a-f]{32}/.exec(detail.image_url)?.[0] as string;
  const { match_id: matchId } = await drawWith(baseURL, id, judge);
  const { match_id: openMatchId } = await drawWith(baseURL, id, referee);
  const ticket = await ticketWith(baseURL, storageKey);
  const votedMatchId = await castVote(baseURL, id, voter);
  const day = await putFirst({ id, opponentId: opponent.id, voter });
  await fetch(`${baseURL}/api/v1/images/${id}/like`, { method: "POST", headers: asOwnPage(fan) });
  return {
    origin: baseURL,
    ...{ id, author, marker, modelName, storageKey, newerId, olderId, day, opponentId: opponent.id },
    ...{ alikeId: alike.id, shuffleStart: shuffleStartOf(id) },
    ...{ fan, voter, votedMatchId, judge, matchId, referee, openMatchId, ticket, stranger },
    variants: detail.variants.flatMap(({ avif, webp }) => [avif, webp]),
    cursor: encodeCursor(id + 1),
  };
}
