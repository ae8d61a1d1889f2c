import { createTranslator } from "next-intl";
import { type ZipEntry, zip } from "@/lib/archive/zip";
import { AppError } from "@/lib/errors/app-error";
import { loadMessages } from "@/lib/i18n/messages";
import { siteUrl } from "@/lib/i18n/page-metadata";
import type { Locale } from "@/lib/i18n/routing";
import { log } from "@/lib/log/log";
import { toWire } from "@/lib/operation/wire-case";
import { fullObject } from "@/lib/storage/keys";
import { storage } from "@/lib/storage/storage";
import { avatarWidths } from "@/lib/users/avatar-variants";
import * as queries from "./export-queries";

interface Owner {
  readonly id: number;
  readonly handle: string;
  readonly locale: Locale;
}

const json = (value: unknown) => JSON.stringify(toWire(value), null, 2);

/** A list as a JSON array, an item a line, written as it is read. */
async function* jsonArray(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<Uint8Array> {
  let before = "[\n";
  for await (const rows of pages) {
    yield Buffer.from(before + rows.map((row) => JSON.stringify(toWire(row))).join(",\n"));
    before = ",\n";
  }
  yield Buffer.from(before === "[\n" ? "[]\n" : "\n]\n");
}

/** The best that is stored of an image, and its name in the archive. What is hidden or deleted is out of reach for everyone. */
function storedImage({ id, state, storageKey, fullFormat, variantWidths }: queries.ExportedPost) {
  const width = variantWidths.at(-1);
  if (state !== "visible" || storageKey === null || width === undefined) return null;
  const object = fullFormat ? fullObject(storageKey, fullFormat) : `${storageKey}/${width}.webp`;
  return { object, name: `images/${id}.${fullFormat ?? "webp"}` };
}

/** A post with the places of its files inside of the archive instead of those in storage. */
function describePost(exported: queries.ExportedPost) {
  const { storageKey, fullFormat, variantWidths, hasWorkflow, ...post } = exported;
  return {
    ...post,
    file: storedImage(exported)?.name ?? null,
    workflow: hasWorkflow ? `workflows/${post.id}.json` : null,
  };
}

async function* describedPosts(userId: number) {
  for await (const posts of queries.listOwnPosts(userId)) yield posts.map(describePost);
}

/** The files beside the posts: the largest image that is stored of each, and its workflow. */
async function* postFiles(userId: number): AsyncGenerator<ZipEntry> {
  for await (const posts of queries.listOwnPosts(userId)) {
    for (const post of posts) {
      const { id } = post;
      const image = storedImage(post);
      const bytes = image && (await storage().read(image.object));
      if (image && bytes) yield { name: image.name, data: bytes };
      const workflow = post.hasWorkflow && (await queries.findOwnWorkflow({ id, userId }));
      if (workflow) yield { name: `workflows/${id}.json`, data: Buffer.from(workflow) };
    }
  }
}

const files = [
  "profile",
  "posts",
  "likes",
  "votes",
  "match_outcomes",
  "reports",
  "access_tokens",
  "moderation",
] as const;

async function readme({ handle, locale }: Owner): Promise<string> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: "own-data.readme" });
  return [
    t("title", { handle, site: siteUrl().host }),
    "",
    t("intro"),
    "",
    ...files.map((file) => `${file}.json: ${t(`files.${file}`)}`),
    `images/: ${t("images")}`,
    `workflows/: ${t("workflows")}`,
    `avatar.webp: ${t("avatar")}`,
    "",
    t("times"),
    t("left"),
    "",
  ].join("\n");
}

async function* entries(owner: Owner): AsyncGenerator<ZipEntry> {
  const { id } = owner;
  const account = await queries.findAccountData(id);
  if (!account) throw new AppError("SIGN_IN_REQUIRED");
  const { avatarKey, ...profile } = account;
  const avatar = avatarKey && (await storage().read(`${avatarKey}/${avatarWidths.at(-1)}.webp`));
  yield { name: "README.txt", data: Buffer.from(await readme(owner)) };
  const entrances = await queries.findOwnEntrances(id);
  const whole = { ...profile, avatar: avatar ? "avatar.webp" : null, ...entrances };
  yield { name: "profile.json", data: Buffer.from(json(whole)) };
  if (avatar) yield { name: "avatar.webp", data: avatar };
  yield { name: "posts.json", data: jsonArray(describedPosts(id)) };
  yield { name: "likes.json", data: jsonArray(queries.listOwnLikes(id)) };
  yield { name: "votes.json", data: jsonArray(queries.listOwnVotes(id)) };
  yield { name: "match_outcomes.json", data: jsonArray(queries.listOwnOutcomes(id)) };
  yield { name: "reports.json", data: jsonArray(queries.listOwnReports(id)) };
  yield { name: "access_tokens.json", data: jsonArray(queries.listOwnTokens(id)) };
  yield { name: "moderation.json", data: jsonArray(queries.listActsUpon(id)) };
  yield* postFiles(id);
}

async function* orLogged(chunks: AsyncIterable<Uint8Array>, userId: number): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    // The answer has begun: its reader only sees that it breaks off.
    log.error({ err: error, userId }, "an export broke off");
    throw error;
  }
}

/**
 * Everything of one account as an archive that is made while it is read: a page of rows or one image at a time is in memory,
 * and nothing is read ahead of its reader. Each list is as it was when it was reached.
 */
export function exportAccount(owner: Owner): ReadableStream<Uint8Array> {
  const chunks = orLogged(zip(entries(owner)), owner.id);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
