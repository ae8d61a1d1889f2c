import type pg from "pg";
import { storage } from "@/lib/storage/storage";
import { type Community, demoHandles } from "./community";

/** What becomes known of a post when its picture is done. */
export interface FinishedPost {
  id: number;
  prompt: string;
  imageUrl: string;
  width: number;
  height: number;
  variantWidths: number[];
  placeholder: string;
  fullFormat: string | null;
}

const demoMembers = `SELECT id FROM users WHERE LOWER(handle) = ANY($1) AND email IS NULL AND password_hash IS NULL`;
const lowerHandles = demoHandles.map((handle) => handle.toLowerCase());

/** One seed at a time on a database, however often it is started. Held until the connection ends. */
export async function lock(client: pg.Client): Promise<void> {
  await client.query("SELECT pg_advisory_lock(hashtext('podium demo'))");
}

/** Has anybody posted here, or has the demo been brought in? Posts of a demo that was interrupted do not count. */
export async function hasPosts(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT 1 FROM image_posts WHERE NOT (status = 'pending' AND user_id IN (${demoMembers})) LIMIT 1`,
    [lowerHandles],
  );
  return rows.length > 0;
}

/** Removes the rows and the files of a demo that was interrupted. */
export async function removeUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ storage_key: string }>(
    `SELECT storage_key FROM image_posts WHERE status = 'pending' AND user_id IN (${demoMembers})`,
    [lowerHandles],
  );
  // Files first: while the rows are there, the next start knows what to remove.
  for (const { storage_key } of rows) await storage().remove(storage_key);
  await client.query(`DELETE FROM image_posts WHERE storage_key = ANY($1)`, [rows.map((row) => row.storage_key)]);
}

/**
 * Writes the members, and a pending row for every post before any of its files, so that no file is ever without a row
 * that names it. The ids are in the order of the posts.
 */
export async function reserve(
  client: pg.Client,
  community: Community,
  posts: readonly { storageKey: string; modelName: string }[],
): Promise<{ members: number[]; posts: number[] }> {
  return transaction(client, async () => {
    await client.query(
      `INSERT INTO users (handle, created_at)
       SELECT handle, NOW() - make_interval(hours => 260 + 9 * place::int)
       FROM unnest($1::text[]) WITH ORDINALITY AS member (handle, place)
       ON CONFLICT DO NOTHING`,
      [demoHandles],
    );
    const members = await client.query<{ id: number }>(`${demoMembers} ORDER BY array_position($1, LOWER(handle))`, [
      lowerHandles,
    ]);
    const memberIds = members.rows.map((row) => row.id);
    if (memberIds.length === 0) throw new Error("Every name of the demo's members is taken.");
    const author = (index: number) => memberIds[index % memberIds.length];
    const inserted = await client.query<{ id: number }>(
      `INSERT INTO image_posts
         (user_id, image_url, prompt, model_name, is_tournament_opt_in, is_active, status, storage_key, created_at)
       SELECT user_id, '', '', model_name, opted_in, FALSE, 'pending', storage_key,
         NOW() - make_interval(secs => 3600 * hours_ago)
       FROM jsonb_to_recordset($1) AS post
         (user_id int, model_name text, opted_in boolean, storage_key text, hours_ago double precision)
       RETURNING id`,
      [
        JSON.stringify(
          community.posts.map((post, i) => ({
            user_id: author(post.author),
            model_name: posts[i]?.modelName,
            opted_in: post.optedIn,
            storage_key: posts[i]?.storageKey,
            hours_ago: post.hoursAgo,
          })),
        ),
      ],
    );
    return { members: memberIds, posts: inserted.rows.map((row) => row.id).sort((a, b) => a - b) };
  });
}

/** Shows the posts, with the likes and votes they received: all at once or nothing. */
export async function publish(
  client: pg.Client,
  finished: readonly FinishedPost[],
  community: Community,
  ids: { members: number[]; posts: number[] },
): Promise<void> {
  const member = (index: number) => ids.members[index];
  const post = (index: number) => ids.posts[index];
  await transaction(client, async () => {
    await client.query(
      `UPDATE image_posts
       SET prompt = done.prompt, image_url = done."imageUrl", width = done.width, height = done.height,
         variant_widths = done."variantWidths", placeholder = done.placeholder, full_format = done."fullFormat", status = 'ready', is_active = TRUE
       FROM jsonb_to_recordset($1) AS done
         (id int, prompt text, "imageUrl" text, width int, height int, "variantWidths" int[], placeholder text,
         "fullFormat" text)
       WHERE image_posts.id = done.id`,
      [JSON.stringify(finished)],
    );
    await client.query(
      `INSERT INTO image_likes (user_id, image_post_id, created_at)
       SELECT user_id, post_id, NOW() - make_interval(secs => 3600 * hours_ago)
       FROM jsonb_to_recordset($1) AS given (user_id int, post_id int, hours_ago double precision)
       ON CONFLICT DO NOTHING`,
      [
        JSON.stringify(
          community.likes.map((like) => ({
            user_id: member(like.member),
            post_id: post(like.post),
            hours_ago: like.hoursAgo,
          })),
        ),
      ],
    );
    await client.query(
      `INSERT INTO tournament_votes
         (match_id, voter_id, winner_image_id, loser_image_id, winner_side, draw_probability, created_at)
       SELECT gen_random_uuid()::text, voter, winner, loser, side, probability, NOW() - make_interval(secs => 3600 * hours_ago)
       FROM jsonb_to_recordset($1) AS cast_vote
         (voter int, winner int, loser int, side text, probability double precision, hours_ago double precision)`,
      [
        JSON.stringify(
          community.votes.map((vote) => ({
            voter: member(vote.voter),
            winner: post(vote.winner),
            loser: post(vote.loser),
            side: vote.winnerSide,
            probability: vote.drawProbability,
            hours_ago: vote.hoursAgo,
          })),
        ),
      ],
    );
  });
}

async function transaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
