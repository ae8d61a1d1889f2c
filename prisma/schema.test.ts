import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { shapeOfDatabase, shapeOfSchemaFile } from "@/lib/testing/schema-shape";

const schemaFile = shapeOfSchemaFile(readFileSync("prisma/schema.prisma", "utf8"));
let db: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  db = await testDatabase();
});

test("schema.prisma says what the migrations make: every table, column, default, index and key", async () => {
  expect(Object.keys(schemaFile).length).toBeGreaterThanOrEqual(5);
  expect(await shapeOfDatabase(db.url)).toEqual(schemaFile);
});

describe("a drift is seen:", () => {
  test.each([
    ["a table", "CREATE TABLE surplus (id INTEGER)"],
    ["a column", "ALTER TABLE users ADD COLUMN surplus TEXT"],
    ["a missing column", "ALTER TABLE users DROP COLUMN created_at"],
    ["a type", "ALTER TABLE image_posts ALTER COLUMN image_url TYPE VARCHAR(400)"],
    ["a precision", "ALTER TABLE image_likes ALTER COLUMN created_at TYPE TIMESTAMP(3)"],
    ["a NOT NULL", "ALTER TABLE image_posts ALTER COLUMN model_name SET NOT NULL"],
    ["a nullable column", "ALTER TABLE image_posts ALTER COLUMN prompt DROP NOT NULL"],
    ["a default", "ALTER TABLE image_posts ALTER COLUMN is_active SET DEFAULT FALSE"],
    ["a missing default", "ALTER TABLE image_posts ALTER COLUMN created_at DROP DEFAULT"],
    ["an index's name", "ALTER INDEX ix_image_posts_user_id RENAME TO ix_image_posts_author"],
    ["a missing index", "DROP INDEX ix_tournament_votes_match_id"],
    ["an index", "CREATE INDEX ix_surplus ON users (created_at)"],
    ["uniqueness", "ALTER TABLE tournament_votes DROP CONSTRAINT uq_voter_match"],
    ["what a deletion does", "ALTER TABLE image_likes DROP CONSTRAINT image_likes_image_post_id_fkey"],
  ])("%s", async (_, statement) => {
    const drifted = await testDatabase();
    await drifted.prisma.$executeRawUnsafe(statement);
    expect(await shapeOfDatabase(drifted.url)).not.toEqual(schemaFile);
  });
});

describe("the specification's floor", () => {
  const columns: Record<string, Record<string, string>> = {
    image_posts: {
      id: "integer not null default nextval('image_posts_id_seq')",
      user_id: "integer not null",
      image_url: "character varying(500) not null",
      prompt: "text not null",
      model_name: "character varying(100)",
      is_tournament_opt_in: "boolean not null default false",
      is_active: "boolean not null default true",
      created_at: "timestamp(6) without time zone not null default now()",
    },
    image_likes: {
      id: "integer not null default nextval('image_likes_id_seq')",
      user_id: "integer not null",
      image_post_id: "integer not null",
      created_at: "timestamp(6) without time zone not null default now()",
    },
    tournament_votes: {
      id: "integer not null default nextval('tournament_votes_id_seq')",
      match_id: "character varying(36) not null",
      voter_id: "integer not null",
      winner_image_id: "integer not null",
      loser_image_id: "integer not null",
      created_at: "timestamp(6) without time zone not null default now()",
    },
  };
  test.each(Object.entries(columns))("%s has its columns", async (table, expected) => {
    expect((await shapeOfDatabase(db.url))[table]?.columns).toMatchObject(expected);
  });

  test.each([
    ["image_posts", ["primary key (id)", "index (user_id)", "index (created_at)", "index (is_tournament_opt_in)"]],
    ["image_likes", ["primary key (id)", "index (user_id)", "index (image_post_id)"]],
    [
      "tournament_votes",
      [
        "primary key (id)",
        "index (match_id)",
        "index (voter_id)",
        "index (winner_image_id)",
        "index (loser_image_id)",
        "unique (voter_id, match_id)",
      ],
    ],
  ])("%s has its indexes", async (table, expected) => {
    const { indexes } = (await shapeOfDatabase(db.url))[table] ?? { indexes: {} };
    expect(Object.values(indexes)).toEqual(expect.arrayContaining(expected));
  });

  test("likes, won and lost matches go with their post, and nothing points at users", async () => {
    const shape = await shapeOfDatabase(db.url);
    const keysOf = (tables: typeof shape) =>
      Object.values(tables).flatMap(({ foreignKeys }) => Object.values(foreignKeys));
    const { image_likes, tournament_votes } = shape;
    const keys = keysOf({ ...(image_likes && { image_likes }), ...(tournament_votes && { tournament_votes }) });
    expect(keysOf(shape).filter((key) => key.includes("-> users"))).toEqual([]);
    const cascade = "-> image_posts (id) on delete cascade on update no action";
    expect(keys.sort()).toEqual([
      `(image_post_id) ${cascade}`,
      `(loser_image_id) ${cascade}`,
      `(winner_image_id) ${cascade}`,
    ]);
  });

  test.each([
    ["uq_user_image_like", "UNIQUE (user_id, image_post_id)"],
    ["uq_voter_match", "UNIQUE (voter_id, match_id)"],
    ["ck_different_images", "CHECK ((winner_image_id <> loser_image_id))"],
  ])("%s is a constraint of that name", async (name, definition) => {
    const rows = await db.prisma
      .$queryRaw`SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = ${name}`;
    expect(rows).toEqual([{ definition }]);
  });
});
