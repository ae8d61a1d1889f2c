import type { ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "next-auth/jwt";
import pg from "pg";
import { migrate } from "../scripts/lib/migrations.mjs";
import { ensureDatabase, newPassword, startPostgres } from "../scripts/lib/postgres.mjs";
import { pictureFile } from "./support/community";
import { findDjango, startDjango } from "./support/django";
import { startSite, stop } from "./support/servers";
import { expect, test } from "./support/test";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const python = findDjango();
if (!python)
  console.log(
    "! Django with djangorestframework-simplejwt is not on this machine: signing in through a real auth server is skipped. Debian has it as python3-django and python3-djangorestframework-simplejwt.",
  );

const pair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const secret = "a secret that Django and Podium share, in this test";
const issuer = "https://auth.example";

const kinds = [
  {
    algorithm: "RS256",
    jwt: { ALGORITHM: "RS256", SIGNING_KEY: pair.privateKey, VERIFYING_KEY: pair.publicKey },
    // As many tools write it: on one line.
    variables: { AUTH_JWT_PUBLIC_KEY: pair.publicKey.replaceAll("\n", "\\n") },
    names: true,
  },
  {
    algorithm: "HS256",
    jwt: { ALGORITHM: "HS256", SIGNING_KEY: secret },
    variables: { AUTH_JWT_SECRET: secret },
    names: false,
  },
];

const dana = { id: 70_001, username: "dana", password: "Django knows this one" };
const ari = { id: 70_002, username: "ari@example.com", password: "and this one, too" };

for (const { algorithm, jwt, variables, names } of kinds)
  test.describe(`with Django's ${algorithm} tokens`, () => {
    test.skip(!python, "Django is not on this machine");

    const folder = mkdtempSync(join(tmpdir(), "podium-external-"));
    let postgres: Awaited<ReturnType<typeof startPostgres>>;
    let django: Awaited<ReturnType<typeof startDjango>>;
    let site: { url: string; process: ChildProcess };
    let db: pg.Client;

    test.beforeAll(async () => {
      postgres = await startPostgres({
        directory: join(folder, "postgres"),
        password: newPassword(),
        logFile: join(folder, "postgres.log"),
      });
      await ensureDatabase(postgres, "podium");
      await migrate(postgres.url("podium"));
      db = new pg.Client({ connectionString: postgres.url("podium"), options: "-c timezone=UTC" });
      await db.connect();
      django = await startDjango({ python: python as string, users: [dana, ari], jwt, issuer, names });
      site = await startSite({
        DATABASE_URL: postgres.url("podium"),
        REDIS_URL: "",
        PODIUM_DATA_DIR: join(folder, "data"),
        AUTH_SERVER_URL: django.url,
        AUTH_JWT_ISSUER: issuer,
        ...variables,
      });
    });

    test.afterAll(async () => {
      if (site) await stop(site.process);
      await django?.stop();
      await db?.end();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const api = (path: string, token: string, method = "GET", body?: FormData | Record<string, unknown>) =>
      fetch(`${site.url}/api/v1/${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body && !(body instanceof FormData) && { "Content-Type": "application/json" }),
        },
        ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      });

    async function postAs(token: string): Promise<number> {
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array(await pictureFile())], { type: "image/png" }), "gradient.png");
      form.set("prompt", "Posted by a program");
      form.set("is_tournament_opt_in", "true");
      const response = await api("images", token, "POST", form);
      expect(response.status).toBe(201);
      return ((await response.json()) as { id: number }).id;
    }

    test("its user's token posts, likes and votes, and everything has Django's id", async () => {
      const [hers, his] = [await django.token(dana), await django.token(ari)];
      const ids = [await postAs(his), await postAs(his)];
      const own = await postAs(hers);
      const { rows: posts } = await db.query("SELECT id, user_id FROM image_posts ORDER BY id");
      expect(posts).toEqual([...ids.map((id) => ({ id, user_id: ari.id })), { id: own, user_id: dana.id }]);

      expect((await api(`images/${ids[0]}/like`, hers, "POST")).status).toBe(201);
      expect((await api(`images/${ids[0]}/like`, hers, "POST")).status).toBe(409);
      const match = (await (await api("tournaments/match", hers)).json()) as {
        match_id: string;
        images: { id: number }[];
      };
      const winner = match.images[0]?.id;
      const vote = await api("tournaments/vote", hers, "POST", { match_id: match.match_id, winner_image_id: winner });
      expect(vote.status).toBe(201);
      const { rows: likes } = await db.query("SELECT user_id FROM image_likes");
      expect(likes).toEqual([{ user_id: dana.id }]);
      const { rows: votes } = await db.query("SELECT voter_id, winner_image_id FROM tournament_votes");
      expect(votes).toEqual([{ voter_id: dana.id, winner_image_id: winner }]);
      // A username that is an address becomes no public address.
      const { rows: users } = await db.query("SELECT handle FROM users WHERE id = $1", [ari.id]);
      expect(users[0].handle).toBe(names ? "ari" : `user-${ari.id}`);
    });

    test("its user signs in on the page, for as long as Django renews the session", async ({ page, allowConsole }) => {
      await db.query("DELETE FROM users WHERE id = $1", [dana.id]);
      await page.goto(`${site.url}/sign-in`);
      await page.getByLabel("Username").fill(dana.username);
      await page.getByLabel("Password").fill("not this one");
      await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("do not match");
      await page.getByLabel("Password").fill(dana.password);
      await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByLabel("Account of dana")).toBeVisible();
      const state = () => page.request.get(`${site.url}/api/v1/me/state`).then((response) => response.json());
      expect(await state()).toMatchObject({ viewer: { id: dana.id, handle: "dana" } });

      // Its access token runs out: Django gives another, and takes back the refresh token that was used.
      const sealed = async () => (await db.query("SELECT sealed_refresh_token FROM external_sessions")).rows;
      for (let n = 0; n < 2; n += 1) {
        const before = await sealed();
        await db.query("UPDATE external_sessions SET valid_until = NOW() - INTERVAL '1 second'");
        expect(await state()).toMatchObject({ viewer: { id: dana.id } });
        expect(await sealed()).not.toEqual(before);
      }
      // What is kept is of no use without the site's secret. A refresh token that Django takes back ends the session.
      const [kept] = await sealed();
      const opened = await decode({
        token: kept.sealed_refresh_token,
        secret: process.env.NEXTAUTH_SECRET as string,
        salt: "refresh-token",
      });
      expect(await django.spend(kept.sealed_refresh_token)).toBe(401);
      expect(await django.spend(String(opened?.refreshToken))).toBe(200);
      expect(await state()).toMatchObject({ viewer: { id: dana.id } });
      await db.query("UPDATE external_sessions SET valid_until = NOW() - INTERVAL '1 second'");
      expect(await state()).toMatchObject({ viewer: null });
      expect(await sealed()).toEqual([]);
      allowConsole(/status of 40[1-4]/);
    });

    test("who is deactivated here stays out, and nobody signs up here", async ({ page }) => {
      await django.token(dana);
      await db.query("UPDATE users SET is_active = FALSE WHERE id = $1", [dana.id]);
      expect((await api("images/1/like", await django.token(dana), "POST")).status).toBe(401);
      await page.goto(`${site.url}/sign-in`);
      await page.getByLabel("Username").fill(dana.username);
      await page.getByLabel("Password").fill(dana.password);
      await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("do not match");
      await db.query("UPDATE users SET is_active = TRUE WHERE id = $1", [dana.id]);
      await page.goto(`${site.url}/sign-up`);
      await expect(page.getByText("Accounts of this site live in another service")).toBeVisible();
      await expect(page.getByLabel("Password")).toHaveCount(0);
      expect((await fetch(`${site.url}/.well-known/jwks.json`)).status).toBe(404);
    });

    test("whose account is Django's changes no password here, and takes everything of theirs away by typing their name", async ({
      page,
    }) => {
      await page.goto(`${site.url}/sign-in?next=/settings`);
      await page.getByLabel("Username").fill(dana.username);
      await page.getByLabel("Password").fill(dana.password);
      await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Your account lives in another service.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Change password" })).toHaveCount(0);
      const own = async () =>
        (await db.query("SELECT 1 FROM image_posts WHERE user_id = $1", [dana.id])).rowCount as number;
      expect(await own()).toBeGreaterThan(0);
      await page.getByText("Delete my account…").click();
      await page.getByLabel("Type your name, dana").fill("somebody");
      await page.getByRole("button", { name: "Delete account for good" }).click();
      await expect(page.getByText("This is not your username.")).toBeVisible();
      await page.getByLabel("Type your name, dana").fill("dana");
      await page.getByRole("button", { name: "Delete account for good" }).click();
      await expect(page.getByRole("heading", { name: "Your account is gone" })).toBeVisible();
      expect(await own()).toBe(0);
      const { rows } = await db.query("SELECT id FROM users WHERE id = $1", [dana.id]);
      expect(rows).toEqual([]);
      expect((await db.query("SELECT 1 FROM external_sessions WHERE user_id = $1", [dana.id])).rowCount).toBe(0);
      // The account itself is Django's: whoever comes with it again begins anew.
      const me = await api("me", await django.token(dana));
      expect(await me.json()).toMatchObject({ id: dana.id, role: "member" });
      // A token without a name made it nameless; the tests that follow sign in by the page, which knows one.
      await db.query("DELETE FROM users WHERE id = $1", [dana.id]);
    });

    test("while Django is away the form says so, and whoever is in stays in", async ({ page }) => {
      await page.goto(`${site.url}/sign-in`);
      await page.getByLabel("Username").fill(dana.username);
      await page.getByLabel("Password").fill(dana.password);
      await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByLabel("Account of dana")).toBeVisible();
      await django.stop();
      await db.query("UPDATE external_sessions SET valid_until = NOW() - INTERVAL '1 second'");
      const state = await page.request.get(`${site.url}/api/v1/me/state`);
      expect(await state.json()).toMatchObject({ viewer: { id: dana.id } });

      await page.context().clearCookies();
      await page.goto(`${site.url}/ko/sign-in`);
      await page.getByLabel("사용자 이름").fill(dana.username);
      await page.getByLabel("비밀번호").fill(dana.password);
      await page.getByRole("main").getByRole("button", { name: "로그인" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("연결할 수 없어요");
      await expect(page.getByLabel("사용자 이름")).toHaveValue(dana.username);
    });
  });
