import { readPost } from "@/app/reads/posts";
import { readBoard } from "@/app/reads/rankings";
import { drawPodium, drawPreview } from "@/lib/images/preview";
import { parsePostId } from "@/lib/posts/paging";
import type { Picture } from "@/lib/posts/schema";
import { storage } from "@/lib/storage/storage";

/** Drawn last, by what is on them. A crawler comes many times for what was just shared. */
const drawn = new Map<string, Buffer<ArrayBuffer>>();
const maxDrawn = 64;

async function keep(key: string, draw: () => Promise<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const known = drawn.get(key);
  if (known) return known;
  const bytes = Buffer.from(await draw());
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

async function previewOfTop(): Promise<Buffer<ArrayBuffer> | null> {
  const first = (await readBoard("day")).entries.slice(0, 3);
  const images = await Promise.all(first.map(bytesOf));
  const found = images.filter((bytes) => bytes !== null);
  if (found.length === 0) return null;
  return keep(first.map(({ imageUrl }) => imageUrl).join(), () => drawPodium(found));
}

/** What other sites show beside a link to us: `top.jpg`, or an image's `ID.jpg`. */
export async function GET(_: Request, { params }: RouteContext<"/previews/[name]">): Promise<Response> {
  const { name } = await params;
  const id = parsePostId(name.replace(/\.jpg$/, ""));
  const bytes =
    name === "top.jpg" ? await previewOfTop() : id !== null && name.endsWith(".jpg") ? await previewOfPost(id) : null;
  if (!bytes) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(bytes, {
    headers: {
      "Content-Type": "image/jpeg",
      "Cache-Control": "public, max-age=600, s-maxage=60",
      "CDN-Cache-Control": "max-age=60",
    },
  });
}
