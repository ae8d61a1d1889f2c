"use client";

import { useTranslations } from "next-intl";
import type { Revealed } from "./vote-state";

function RevealedLine({ image, isWinner }: { image: Revealed; isWinner: boolean }) {
  const t = useTranslations("voting.reveal");
  const facts = [
    image.modelName,
    image.author && t("by", { author: image.author }),
    t("likes", { count: image.likeCount }),
    t("wins", { count: image.tournamentWinCount }),
  ];
  return (
    <div className={`flex min-w-0 flex-1 items-baseline gap-2 sm:block ${isWinner ? "" : "text-muted"}`}>
      <p className="min-w-0 flex-1 truncate">
        {isWinner && <span className="font-semibold text-accent">{t("choice")} </span>}
        {image.prompt}
      </p>
      <p className="hidden truncate text-xs text-muted sm:block">{facts.filter(Boolean).join(" · ")}</p>
      <p className="max-w-[50%] truncate text-xs text-muted sm:hidden">{facts.slice(1).filter(Boolean).join(" · ")}</p>
    </div>
  );
}

/** What a vote revealed about the two images that were judged, the winner first. */
export function RevealBar({ images }: { images: readonly Revealed[] }) {
  const t = useTranslations("voting.reveal");
  return (
    <section
      aria-label={t("label")}
      className="flex h-full w-full flex-col justify-center gap-x-8 sm:flex-row sm:items-center"
    >
      {images.map((image, index) => (
        <RevealedLine key={image.id} image={image} isWinner={index === 0} />
      ))}
    </section>
  );
}
