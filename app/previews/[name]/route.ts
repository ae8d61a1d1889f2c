import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { readPost } from "@/app/reads/posts";
import { readBoard } from "@/app/reads/rankings";
import { drawPodium, drawPreview } from "@/lib/images/preview";
import { errorResponse } from "@/lib/operation/error-response";
import { toAppError } from "@/lib/operation/run";
import { parsePostId } from "@/lib/posts/paging";
import type { Picture } from "@/lib/posts/schema";
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

async function previewOfPost(id: number): Promise<Buffer<ArrayBuffer> | null> {
  const post = await readPost(id);
  const bytes = post && (await bytesOf(post));
  return post && bytes ? keep(post.imageUrl, () => drawPreview(bytes)) : null;
}

/** While one of the three is being hidden, its step is empty. */
async function previewOfTop(): Promise<Buffer<ArrayBuffer> | null> {
  const first = (await readBoard("day")).entries.slice(0, 3);
  const images = await Promise.all(first.map(bytesOf));
  if (images.every((bytes) => bytes === null)) return null;
  const key = first.map(({ imageUrl }, place) => (images[place] ? imageUrl : "")).join();
  return keep(key, () => drawPodium(images));
}

async function find(name: string): Promise<Buffer<ArrayBuffer> | null> {
  if (name === "top.jpg") return previewOfTop();
  const id = parsePostId(name.replace(/\.jpg$/, ""));
  return id !== null && name.endsWith(".jpg") ? previewOfPost(id) : null;
}

/** What other sites show beside a link to us: `top.jpg`, or an image's `ID.jpg`. */
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
