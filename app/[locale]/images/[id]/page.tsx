import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readPost, readSimilar } from "@/app/reads/posts";
import { readStanding } from "@/app/reads/ratings";
import { CopyButton } from "@/components/image/copy-button";
import { Facts } from "@/components/image/facts";
import { ImageObject } from "@/components/image/image-object";
import { LikeButton } from "@/components/image/like-button";
import { Neighbours } from "@/components/image/neighbours";
import { OwnTools } from "@/components/image/own-tools";
import { Parameters } from "@/components/image/parameters";
import { ShareButton } from "@/components/image/share-button";
import { SimilarImages } from "@/components/image/similar-images";
import { Stage } from "@/components/image/stage";
import { absoluteUrl } from "@/components/layout/absolute-url";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { Standing } from "@/components/rankings/standing";
import { buttonClass } from "@/components/ui/button";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { previewSize } from "@/lib/images/limits";
import { parsePostId } from "@/lib/posts/paging";
import { shortenPrompt } from "@/lib/posts/prompt-text";

export const ensureStatic = "navigation";

/** No image is known at build time; this id leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ id: "_" }];
}

export async function generateMetadata({ params }: PageProps<"/[locale]/images/[id]">): Promise<Metadata> {
  const { locale, id: text } = await params;
  const id = parsePostId(text);
  if (!isLocale(locale)) return {};
  const post = id === null ? null : await readPost(id);
  if (!post) return missingMetadata(locale);
  return pageMetadata({
    title: shortenPrompt(post.prompt, 60),
    description: shortenPrompt(post.prompt, 160),
    path: `/images/${post.id}`,
    locale,
    image: { url: `/previews/${post.id}.jpg`, ...previewSize, alt: post.altText },
    types: { "application/json+oembed": `/api/v1/oembed?url=${encodeURIComponent(absoluteUrl(`/images/${post.id}`))}` },
  });
}

export default async function ImagePage({ params }: PageProps<"/[locale]/images/[id]">) {
  const { locale, id: text } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const id = parsePostId(text);
  const post = id === null ? null : await readPost(id);
  if (!post) return <MissingPage />;
  const t = await getTranslations("gallery.image");
  const tLikeness = await getTranslations("likeness");
  const [standing, similar] = await Promise.all([readStanding(post.id), readSimilar(post.id)]);
  return (
    <main
      id="main"
      className="mx-auto grid w-full max-w-[1920px] flex-1 grid-cols-[minmax(0,1fr)] content-start gap-x-10 gap-y-6 px-4 pt-2 pb-10 sm:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] lg:pt-4"
    >
      <ImageObject post={post} />
      <div className="flex flex-col gap-2">
        <Stage picture={post} alt={post.altText} />
        <Neighbours newerId={post.newerId} olderId={post.olderId} />
      </div>
      <div className="flex flex-col gap-6 lg:row-span-2">
        <h1 className="sr-only">{post.author ? t("titleBy", { author: post.author }) : t("titleUnknown")}</h1>
        <div className="flex flex-wrap items-center gap-3">
          <LikeButton postId={post.id} likeCount={post.likeCount} />
          <ShareButton title={shortenPrompt(post.prompt, 80)} />
          {post.downloadUrl && (
            <a href={post.downloadUrl} download className={buttonClass("quiet")}>
              {tLikeness("download")}
            </a>
          )}
        </div>
        <section aria-labelledby="prompt">
          <div className="flex items-center justify-between gap-4">
            <h2 id="prompt" className="text-sm font-semibold text-muted">
              {t("prompt")}
            </h2>
            <CopyButton text={post.prompt} />
          </div>
          <p className="mt-1 text-base leading-relaxed whitespace-pre-wrap">{post.prompt}</p>
        </section>
        <Parameters post={post} />
        <section aria-label={t("about")}>
          <Facts post={post} />
        </section>
        {standing && (
          <Standing
            rating={standing.rating}
            points={standing.history.map(({ hour, rating, ratingLow, ratingHigh }) => ({
              at: hour,
              rating,
              low: ratingLow,
              high: ratingHigh,
            }))}
            record={standing.record}
            matches={standing.matches}
          />
        )}
        <OwnTools
          post={{
            id: post.id,
            userId: post.userId,
            prompt: post.prompt,
            modelName: post.modelName,
            altText: post.altText,
            isTournamentOptIn: post.isTournamentOptIn,
            parameters: post.parameters,
          }}
        />
      </div>
      <SimilarImages posts={similar} />
    </main>
  );
}
