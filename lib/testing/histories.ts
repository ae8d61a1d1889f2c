import fc from "fast-check";
import type { Db, PrismaClient } from "@/lib/db/prisma";

export interface Event {
  kind: "like" | "win";
  /** Index of the post. */
  post: number;
  /** Microseconds before now, the resolution of the database's times; negative is the future. */
  age: number;
}

export interface History {
  /** Which posts are visible, by index. */
  posts: boolean[];
  events: Event[];
}

class Undo extends Error {}

/** Runs `body` in a transaction, in which the database's NOW() stands still, and takes everything back. */
export async function inFrozenTime<T>(prisma: PrismaClient, body: (db: Db) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await prisma
    .$transaction(
      async (db) => {
        result = { value: await body(db) };
        throw new Undo();
      },
      { timeout: 20_000 },
    )
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return (result as { value: T }).value;
}

/** Writes a history of at least two posts. @returns the posts' ids, ascending */
export async function writeHistory({ posts, events }: History, db: Db): Promise<number[]> {
  const rows = await db.imagePost.createManyAndReturn({
    data: posts.map((isActive, index) => ({ userId: 1, imageUrl: "/x", prompt: `post ${index}`, isActive })),
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
  const likes = events.filter(({ kind }) => kind === "like");
  const wins = events.filter(({ kind }) => kind === "win");
  const idOf = ({ post }: Event) => ids[post] as number;
  await db.$executeRaw`
    INSERT INTO image_likes (user_id, image_post_id, created_at)
    SELECT row_number() OVER (), post, NOW() - age * INTERVAL '1 microsecond'
    FROM UNNEST(${likes.map(idOf)}::int[], ${likes.map(({ age }) => age)}::bigint[]) AS e (post, age)`;
  await db.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
    SELECT gen_random_uuid(), 1, post, CASE WHEN post = ${ids[0]}::int THEN ${ids[1]}::int ELSE ${ids[0]}::int END,
      NOW() - age * INTERVAL '1 microsecond'
    FROM UNNEST(${wins.map(idOf)}::int[], ${wins.map(({ age }) => age)}::bigint[]) AS e (post, age)`;
  return ids;
}

/** Histories of a few posts, with events spread over `reach` microseconds and more often at the given `edges`. */
export function histories(reach: number, edges: readonly number[]): fc.Arbitrary<History> {
  return fc.integer({ min: 2, max: 25 }).chain((size) =>
    fc.record({
      posts: fc.array(
        fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
        { minLength: size, maxLength: size },
      ),
      events: fc.array(
        fc.record({
          kind: fc.constantFrom("like" as const, "win" as const),
          post: fc.integer({ min: 0, max: size - 1 }),
          age: fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: reach })),
        }),
        { maxLength: 80 },
      ),
    }),
  );
}
