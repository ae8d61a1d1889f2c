import { readFeedPosts } from "@/app/reads/feeds";
import { readBoard } from "@/app/reads/rankings";
import { absoluteUrl } from "@/components/layout/absolute-url";
import { shortenPrompt } from "@/lib/posts/prompt-text";
import type { PostSummary } from "@/lib/posts/schema";
import { type AtomEntry, writeAtom } from "@/lib/syndication/atom";

interface Feed {
  readonly title: string;
  readonly page: string;
  readonly read: () => Promise<readonly PostSummary[]>;
}

/** `new.xml`, `top.xml`, `by/HANDLE.xml`, `model/NAME.xml`; null for what is no feed. */
function findFeed(path: string): Feed | null {
  const [, kind = "", name] = /^(new|top|by|model)(?:\/(.{1,100}))?\.xml$/su.exec(path) ?? [];
  if (kind === "new" && !name) return { title: "Podium", page: "/", read: () => readFeedPosts({}) };
  if (kind === "top" && !name)
    return { title: "Podium: Top 10", page: "/top", read: async () => (await readBoard("day")).entries };
  if (!name?.isWellFormed() || name.includes("\0")) return null;
  if (kind === "by" && /^[\w-]+$/.test(name))
    return { title: `Podium: @${name}`, page: `/u/${name}`, read: () => readFeedPosts({ author: name }) };
  if (kind === "model")
    return {
      title: `Podium: ${name}`,
      page: `/models/${encodeURIComponent(name)}`,
      read: () => readFeedPosts({ model: name }),
    };
  return null;
}

function toEntry({
  id,
  prompt,
  author,
  createdAt,
  modelName,
  imageUrl,
  variants,
  width,
  height,
}: PostSummary): AtomEntry {
  const image = variants[0] ?? { webp: imageUrl, width, height };
  return {
    url: absoluteUrl(`/images/${id}`),
    title: shortenPrompt(prompt, 80),
    author,
    publishedAt: createdAt,
    image: { url: absoluteUrl(image.webp), width: image.width, height: image.height },
    text: modelName ? `${prompt} (${modelName})` : prompt,
  };
}

export async function GET(request: Request, { params }: RouteContext<"/feeds/[...name]">): Promise<Response> {
  const feed = findFeed((await params).name.join("/"));
  if (!feed) return new Response(null, { status: 404 });
  const posts = await feed.read();
  const body = writeAtom({
    url: absoluteUrl(new URL(request.url).pathname),
    pageUrl: absoluteUrl(feed.page),
    title: feed.title,
    entries: posts.map(toEntry),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "application/atom+xml; charset=utf-8",
      "Cache-Control": "public, max-age=60, s-maxage=5",
    },
  });
}
