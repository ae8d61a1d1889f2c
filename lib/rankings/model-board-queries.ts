import { type Db, prisma } from "@/lib/db/prisma";
import type { ModelBoard, ModelWins } from "./model-board";

/** Models that are compared, those with the most visible images; the dense fit and the matrix have room for so many. */
const most = 60;

/** Models by the number of their visible images. */
export async function listModels(db: Db = prisma): Promise<{ name: string; images: number }[]> {
  return db.$queryRaw<{ name: string; images: number }[]>`
    SELECT model_name AS name, COUNT(*)::int AS images FROM image_posts
    WHERE is_active AND model_name IS NOT NULL
    GROUP BY model_name ORDER BY images DESC, model_name LIMIT ${most}`;
}

/** What the board of models is made from besides the votes: a text that changes with the visible images and their models. */
export async function findModelSign(db: Db = prisma): Promise<string> {
  const [row] = await db.$queryRaw<{ sign: string }[]>`
    SELECT COUNT(*) || '/' || COALESCE(SUM(hashtextextended(model_name, id)), 0) AS sign FROM image_posts
    WHERE is_active AND model_name IS NOT NULL`;
  return row?.sign ?? "";
}

/**
 * Rated votes between visible images of different models among `names`, counted. The cost follows the votes: for the thread that
 * rates, after a fit, and for no page.
 */
export async function countModelWins(names: readonly string[], db: Db = prisma): Promise<ModelWins[]> {
  return db.$queryRaw<ModelWins[]>`
    WITH named AS (
      SELECT id, model_name FROM image_posts WHERE is_active AND model_name = ANY(${[...names]}::varchar[])
    )
    SELECT w.model_name AS winner, l.model_name AS loser, v.winner_side AS side, COUNT(*)::int AS count
    FROM rated_votes v JOIN named w ON w.id = v.winner_image_id JOIN named l ON l.id = v.loser_image_id
    WHERE w.model_name <> l.model_name
    GROUP BY w.model_name, l.model_name, v.winner_side`;
}

/** The board of models as it was last computed, without models that no visible image names any more; null before the first. */
export async function findModelBoard(
  db: Db = prisma,
): Promise<(ModelBoard & { asOf: Date; images: ReadonlyMap<string, number> }) | null> {
  const [row] = await db.$queryRaw<{ asOf: Date; board: ModelBoard }[]>`
    SELECT created_at AS "asOf", board FROM model_boards`;
  if (!row) return null;
  const images = new Map((await listModels(db)).map((model) => [model.name, model.images]));
  const shown = row.board.models.flatMap(({ name }, n) => (images.has(name) ? [n] : []));
  return {
    asOf: row.asOf,
    images,
    models: shown.flatMap((n) => row.board.models[n] ?? []),
    won: shown.map((i) => shown.map((j) => row.board.won[i]?.[j] ?? 0)),
  };
}
