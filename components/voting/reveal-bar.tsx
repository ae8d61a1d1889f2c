"use client";

import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { altTextBeside } from "@/lib/posts/alt-text";
import type { Picture } from "@/lib/posts/schema";
import type { Revealed } from "./vote-state";

function RevealedImage({
  image,
  picture,
  isWinner,
}: {
  image: Revealed;
  picture: Picture | undefined;
  isWinner: boolean;
}) {
  const t = useTranslations("voting.reveal");
  const name = image.author && `@${image.author}`;
  const counts = [t("likes", { count: image.likeCount }), t("wins", { count: image.tournamentWinCount })];
  return (
    <li className="flex min-w-0 items-center gap-2 sm:max-w-md sm:gap-3">
      {picture && (
        <span
          className={`size-10 shrink-0 overflow-hidden rounded-md ${isWinner ? "outline-2 outline-offset-1 outline-accent" : ""}`}
        >
          <PostImage
            picture={picture}
            alt={altTextBeside({ altText: picture.altText, prompt: image.prompt })}
            fit="cover"
            sizes="40px"
          />
        </span>
      )}
      <div className="min-w-0 leading-snug">
        <p className="truncate">
          {isWinner && <span className="font-semibold text-accent">{t("choice")} </span>}
          {/* A phone has no room for it, a voice has. */}
          <span className="max-sm:sr-only">{image.prompt}</span>
          <span className="sm:hidden">{name}</span>
        </p>
        <p className="truncate text-xs text-muted">
          <span className="hidden sm:inline">
            {[image.modelName, name].filter(Boolean).join(" · ")}
            {" · "}
          </span>
          {counts.join(" · ")}
        </p>
      </div>
    </li>
  );
}

/**
 * What a vote revealed about the two images that were judged, the winner first. The pair on screen is the next one by then,
 * so each line carries the image it speaks of; `pictures` are those that were shown here, by id.
 */
export function RevealBar({
  images,
  pictures,
}: {
  images: readonly Revealed[];
  pictures: ReadonlyMap<number, Picture>;
}) {
  const t = useTranslations("voting.reveal");
  return (
    <section aria-label={t("label")} className="flex h-full w-full items-center sm:justify-center">
      <ul className="flex min-w-0 items-center gap-4 sm:gap-8">
        {images.map((image, index) => (
          <RevealedImage key={image.id} image={image} picture={pictures.get(image.id)} isWinner={index === 0} />
        ))}
      </ul>
    </section>
  );
}
