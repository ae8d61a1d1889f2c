import type pg from "pg";
import { makePosts } from "./prompts";

const batch = 5_000;

/**
 * Fills an empty, migrated database with so many posts, and with their likes where `likes` says so. The indexes of prompts
 * are made when the rows are there, which takes a third of the time.
 */
export async function fillWithPosts(client: pg.Client, count: number): Promise<void> {
  const { rows } = await client.query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE indexname IN ('ix_image_posts_search', 'ix_image_posts_prompt_trgm')",
  );
  await client.query("DROP INDEX IF EXISTS ix_image_posts_search, ix_image_posts_prompt_trgm");
  let posts: object[] = [];
  let minutes = 0;
  const write = async () => {
    await client.query(
      `INSERT INTO image_posts (prompt, user_id, model_name, sampler, seed, loras, width, height, workflow, image_url, created_at)
       SELECT prompt, user_id, model, sampler, seed,
         CASE WHEN lora IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object('name', lora, 'weight', 1)) END,
         width, height, CASE WHEN has_workflow THEN '{}'::jsonb END, '/none.png',
         TIMESTAMP '2024-01-01' + minutes * INTERVAL '1 minute'
       FROM jsonb_to_recordset($1::jsonb) AS made (
         minutes INT, prompt TEXT, user_id INT, model TEXT, sampler TEXT, seed TEXT, lora TEXT, width INT, height INT, has_workflow BOOLEAN)`,
      [JSON.stringify(posts)],
    );
    posts = [];
  };
  for (const { userId, hasWorkflow, ...post } of makePosts(count)) {
    minutes += 1;
    posts.push({ ...post, minutes, user_id: userId, has_workflow: hasWorkflow });
    if (posts.length === batch) await write();
  }
  if (posts.length > 0) await write();
  await client.query("ALTER FUNCTION search_keys PARALLEL SAFE");
  // Ratings of a third of them; likes as few have many of them.
  await client.query(`
    INSERT INTO image_ratings (image_id, strength, se, rating, rating_low, rating_high, matches, wins)
    SELECT id, 0, 1, 1000 + (id::bigint * 7919 % 100003) / 100.0, 0, 0, 1, 1 FROM image_posts WHERE id % 3 = 0`);
  await client.query(`
    INSERT INTO image_likes (user_id, image_post_id)
    SELECT fan, p.id FROM image_posts p, generate_series(1, (24 / (1 + (p.id::bigint * 104729 % 97)))::int) AS fan`);
  for (const { indexdef } of rows) await client.query(indexdef);
  await client.query("ALTER FUNCTION search_keys PARALLEL RESTRICTED");
  await client.query("VACUUM ANALYZE");
}
