import { execFileSync } from "node:child_process";
import { hash } from "@node-rs/argon2";
import { encode } from "next-auth/jwt";
import pg from "pg";
import sharp from "sharp";

/** Where the database of the server under test is. */
export const databaseUrl = () => execFileSync(process.execPath, ["scripts/db-url.mjs"], { encoding: "utf8" }).trim();

/** The database of the server under test, for arranging what a test needs and for looking at what it left. */
let pool: pg.Pool | undefined;
export function database(): pg.Pool {
  pool ??= new pg.Pool({
    connectionString: databaseUrl(),
    max: 4,
    options: "-c timezone=UTC",
  });
  return pool;
}

/** Turns to another server's database; null goes back to the one under test. */
export async function useDatabase(connectionString: string | null): Promise<void> {
  await closeDatabase();
  if (!connectionString) return;
  pool = new pg.Pool({ connectionString, max: 4, options: "-c timezone=UTC" });
  // A test that stops its database loses these connections too.
  pool.on("error", () => {});
}

export async function closeDatabase(): Promise<void> {
  await pool?.end();
  pool = undefined;
}

export interface Member {
  readonly id: number;
  readonly handle: string;
  readonly password: string;
  /** The `Cookie` header of a signed-in browser. */
  readonly cookie: string;
}

let counter = 0;
/** A handle that no other test uses. */
export const uniqueHandle = (prefix = "e2e") =>
  `${prefix}-${Date.now().toString(36)}${process.pid.toString(36)}${counter++}`;

/** A new account, signed in without clicking. */
export async function createMember(role: "member" | "moderator" | "admin" = "member"): Promise<Member> {
  const handle = uniqueHandle(role);
  const password = `${handle} password`;
  const passwordHash = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  const { rows } = await database().query<{ id: number }>(
    "INSERT INTO users (handle, email, password_hash, role) VALUES ($1, $2, $3, $4) RETURNING id",
    [handle, `${handle}@example.org`, passwordHash, role],
  );
  const id = rows[0]?.id as number;
  const token = await encode({
    token: { sub: String(id), ver: 1, at: Math.floor(Date.now() / 1_000) },
    secret: process.env.NEXTAUTH_SECRET as string,
  });
  return { id, handle, password, cookie: `next-auth.session-token=${token}` };
}

/** A picture that looks like no other test's, or it could not compete: discs in random colours on a gradient, as PNG. */
export async function pictureFile({ width = 640, height = 480 } = {}): Promise<Buffer> {
  const random = (below: number) => Math.floor(Math.random() * below);
  const hue = random(360);
  const discs = Array.from(
    { length: 12 },
    () =>
      `<circle cx="${random(width)}" cy="${random(height)}" r="${width / 16 + random(width / 6)}" fill="hsl(${random(360)} 70% ${20 + random(60)}%)"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g"><stop stop-color="hsl(${hue} 70% 40%)"/><stop offset="1" stop-color="hsl(${(hue + 120) % 360} 70% 60%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${discs.join("")}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** Posts a picture through the API, as a program would. */
export async function createPost(
  baseURL: string,
  member: Member,
  {
    prompt = "A gradient between two colours",
    modelName = "gradient",
    optIn = true,
    file,
    publish,
  }: { prompt?: string; modelName?: string; optIn?: boolean; file?: Buffer; publish?: string } = {},
): Promise<{ id: number; imageUrl: string }> {
  const form = new FormData();
  const bytes = new Uint8Array(file ?? (await pictureFile()));
  form.set("file", new Blob([bytes], { type: "image/png" }), "gradient.png");
  if (publish) form.set("publish", publish);
  form.set("prompt", prompt);
  form.set("model_name", modelName);
  form.set("is_tournament_opt_in", String(optIn));
  const response = await fetch(`${baseURL}/api/v1/images`, { method: "POST", body: form, headers: asOwnPage(member) });
  if (response.status !== 201) throw new Error(`posting failed: ${response.status} ${await response.text()}`);
  const body = (await response.json()) as { id: number; image_url: string };
  return { id: body.id, imageUrl: body.image_url };
}

/** The headers of a fetch from one of our own pages. */
export const asOwnPage = (member?: Member): Record<string, string> => ({
  "Sec-Fetch-Site": "same-origin",
  ...(member && { Cookie: member.cookie }),
});
