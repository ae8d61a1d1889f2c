import { readFeedPosts } from "@/app/reads/feeds";
import { readProfile } from "@/app/reads/profiles";
import { readBoard } from "@/app/reads/rankings";
import { absoluteUrl } from "@/components/layout/absolute-url";
import words from "@/lib/i18n/catalogue-en";
import { hasModel } from "@/lib/posts/feed-queries";
import { galleryPath } from "@/lib/posts/gallery-path";
import { shortenPrompt } from "@/lib/posts/prompt-text";
import type { PostSummary } from "@/lib/posts/schema";
import { type AtomEntry, writeAtom } from "@/lib/syndication/atom";
import { parseHandle } from "@/lib/users/handle";

interface Feed {
  readonly title: string;
  readonly page: string;
  readonly read: () => Promise<readonly PostSummary[]>;
}

/** A feed has one language for all its readers. */
const site = words.common.site.name;

/** `new.xml`, `top.xml`, `by/HANDLE.xml`, `model/NAME.xml`; null for what is no feed. */
async function findFeed(path: string): Promise<Feed | null> {
  const [, kind = "", name] = /^(new|top|by|model)(?:\/(.{1,100}))?\.xml$/su.exec(path) ?? [];
  if (kind === "new" && !name) return { title: site, page: "/", read: () => readFeedPosts(null) };
  if (kind === "top" && !name)
    return {
      title: `${site}: ${words.rankings.title}`,
      page: "/top",
      read: async () => (await readBoard("day")).entries,
    };
  if (!name?.isWellFormed() || name.includes("\0")) return null;
  if (kind === "by") {
    const handle = parseHandle(name);
    const member = handle === null ? null : await readProfile(handle);
    if (!member) return null;
    const { id: authorId, handle: author } = member.profile;
    return { title: `${site}: @${author}`, page: `/u/${author}`, read: () => readFeedPosts({ authorId }) };
  }
  if (kind !== "model" || !(await hasModel({ model: name }))) return null;
  const page = galleryPath({ model: name }, { sort: "new" });
  return { title: `${site}: ${name}`, page, read: () => readFeedPosts({ model: name }) };
}

function toEntry({
  id,
  prompt,
  altText,
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
    image: { url: absoluteUrl(image.webp), width: image.width, height: image.height, alt: altText },
    text: modelName ? `${prompt} (${modelName})` : prompt,
  };
}

export async function GET(request: Request, { params }: RouteContext<"/feeds/[...name]">): Promise<Response> {
  const feed = await findFeed((await params).name.join("/"));
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
