import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { readPost } from "@/app/reads/posts";
import { readBoard, readDayBoard } from "@/app/reads/rankings";
import { drawCard, drawPodium, drawPreview } from "@/lib/images/preview";
import { errorResponse } from "@/lib/operation/error-response";
import { toAppError } from "@/lib/operation/run";
import { parsePostId } from "@/lib/posts/paging";
import type { Picture } from "@/lib/posts/schema";
import { parseDay } from "@/lib/rankings/day";
import { parseWindow } from "@/lib/rankings/windows";
import { storage } from "@/lib/storage/storage";

/** Drawn last, or being drawn, by what is on them. A crawler comes many times for what was just shared. */
const drawn = new Map<string, Promise<Buffer<ArrayBuffer>>>();
const maxDrawn = 64;

function keep(key: string, draw: () => Promise<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const known = drawn.get(key);
  if (known) return known;
  const bytes = draw().then((made) => Buffer.from(made));
  bytes.catch(() => drawn.delete(key));
  if (drawn.size >= maxDrawn) drawn.delete(drawn.keys().next().value as string);
  drawn.set(key, bytes);
  return bytes;
}

/** The variant that a preview is made of, from the store: what is hidden is not in its reach. */
async function bytesOf({ variants }: Picture): Promise<Uint8Array | null> {
  const path = variants.find(({ width }) => width >= 900)?.webp ?? variants.at(-1)?.webp;
  return path ? storage().read(path.replace(/^\/media\//, "")) : null;
}

const card = () => keep("card", drawCard);

async function previewOfPost(id: number): Promise<Buffer<ArrayBuffer> | null> {
  const post = await readPost(id);
  if (!post) return null;
  const bytes = await bytesOf(post);
  return bytes ? keep(post.imageUrl, () => drawPreview(bytes)) : card();
}

/** The first three on their steps. A step is empty whose image is gone since, or is just being hidden. */
async function previewOfBoard(entries: readonly (Picture & { rank: number })[]): Promise<Buffer<ArrayBuffer>> {
  const first = [1, 2, 3].map((rank) => entries.find((entry) => entry.rank === rank) ?? null);
  const images = await Promise.all(first.map((picture) => picture && bytesOf(picture)));
  if (images.every((bytes) => bytes === null)) return card();
  const key = first.map((picture, place) => (images[place] ? picture?.imageUrl : "")).join();
  return keep(key, () => drawPodium(images));
}

/** `period`: a longer window, or a finished day; undefined for the last 24 hours. */
async function previewOfTop(period: string | undefined): Promise<Buffer<ArrayBuffer> | null> {
  const window = period === undefined ? "day" : parseWindow(period);
  if (window) return previewOfBoard((await readBoard(window)).entries);
  const day = parseDay(period ?? "");
  const board = day && (await readDayBoard(day));
  return board && previewOfBoard(board.entries);
}

async function find(name: string): Promise<Buffer<ArrayBuffer> | null> {
  const [, top, period] = /^(top)(?:-(.+))?\.jpg$/.exec(name) ?? [];
  if (top) return previewOfTop(period);
  const id = parsePostId(name.replace(/\.jpg$/, ""));
  return id !== null && name.endsWith(".jpg") ? previewOfPost(id) : null;
}

/**
 * What other sites show beside a link to us: an image's `ID.jpg`, `top.jpg`, and `top-week.jpg` or `top-2026-11-22.jpg` for
 * the other boards. What has a page has a preview: where there is nothing to show, it is the site's own card.
 */
export async function GET(request: Request, { params }: RouteContext<"/previews/[name]">): Promise<Response> {
  const requestId = randomUUID();
  try {
    const bytes = await find((await params).name);
    if (!bytes) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
    return new Response(bytes, {
      headers: {
        "Content-Type": "image/jpeg",
        "Cache-Control": "public, max-age=600, s-maxage=60",
        "CDN-Cache-Control": "max-age=60",
      },
    });
  } catch (error) {
    unstable_rethrow(error);
    return errorResponse(toAppError(error, { requestId, operation: "preview" }), request, requestId);
  }
}
