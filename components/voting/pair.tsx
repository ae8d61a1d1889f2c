"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, type Ref, useEffect, useRef } from "react";
import { PostImage } from "@/components/image/post-image";
import type { Picture } from "@/lib/posts/schema";
import type { Side } from "./vote-state";

const sides = ["left", "right"] as const;

/** The space of a pair, which is what the screen leaves: header, tab bar, heading and caption taken off. */
export const stageClass =
  "grid [container-type:size] h-[calc(100dvh-var(--shell-top)-var(--shell-bottom)-11.75rem)] min-h-64 sm:h-[calc(100dvh-var(--shell-top)-var(--shell-bottom)-11rem)]";

const pairClass =
  "col-start-1 row-start-1 flex min-h-0 flex-col items-center justify-center gap-2 sm:flex-row sm:gap-4";
/** As large as half of the stage lets the whole image be. */
const contenderClass =
  "aspect-(--ratio) w-[min(100cqw,(50cqh-0.25rem)*var(--ratio))] sm:w-[min(50cqw-0.5rem,100cqh*var(--ratio))]";

function sizesOf(ratio: number): string {
  const wide = `min(50vw, calc(${ratio.toFixed(3)} * (100vh - 15rem)))`;
  const narrow = `min(100vw - 2rem, calc(${ratio.toFixed(3)} * (50vh - 8rem)))`;
  return `(min-width: 40rem) ${wide}, ${narrow}`;
}

/** One image of a pair as a button, as large as its half of the stage lets all of it be. */
function Contender({
  picture,
  side,
  isChosen,
  name,
}: {
  picture: Picture;
  side: Side;
  isChosen: boolean;
  /** The name and the value that the form sends for this choice. */
  name: { name: string; value: string };
}) {
  const t = useTranslations("voting");
  const isKnown = picture.width > 0 && picture.height > 0;
  const ratio = isKnown ? picture.width / picture.height : 1;
  return (
    <button
      type="submit"
      {...name}
      data-side={side}
      aria-label={`${t(side === 0 ? "chooseLeft" : "chooseRight")}: ${picture.altText}`}
      aria-pressed={isChosen || undefined}
      style={{ "--ratio": ratio } as CSSProperties}
      // Unseen while the second has yet to come over a slow network, which moves the first.
      className={`${contenderClass} only:invisible shrink-0 overflow-hidden rounded-card outline-offset-2 hover:outline-2 hover:outline-line aria-pressed:outline-4 aria-pressed:outline-accent`}
    >
      <PostImage picture={picture} alt="" loading="first" fit={isKnown ? "cover" : "contain"} sizes={sizesOf(ratio)} />
    </button>
  );
}

/** Tells when both images of a pair are decoded, in the very variants that the browser chose, or that one cannot be. */
function useDecoded(
  images: Ref<HTMLDivElement> & { current: HTMLDivElement | null },
  onDecoded: () => void,
  onBroken: () => void,
) {
  const told = useRef({ onDecoded, onBroken });
  told.current = { onDecoded, onBroken };
  useEffect(() => {
    let isHere = true;
    const all = [...(images.current?.querySelectorAll("img") ?? [])].map((image) => image.decode());
    Promise.all(all).then(
      () => isHere && told.current.onDecoded(),
      () => isHere && told.current.onBroken(),
    );
    return () => {
      isHere = false;
    };
  }, [images]);
}

/**
 * Two images side by side, stacked on a phone, each a button of the form around it. A pair that `isWaiting` is there,
 * unseen and out of reach, so that its images are decoded when it is its turn.
 */
export function Pair({
  pictures,
  isWaiting = false,
  chosenId,
  choiceOf,
  onDecoded = () => {},
  onBroken = () => {},
}: {
  pictures: readonly [Picture, Picture];
  isWaiting?: boolean;
  chosenId?: number | undefined;
  /** What the form sends for a choice. */
  choiceOf: (picture: Picture) => { name: string; value: string };
  onDecoded?: () => void;
  onBroken?: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useDecoded(ref, onDecoded, onBroken);
  return (
    <div
      ref={ref}
      inert={isWaiting}
      data-testid={isWaiting ? "waiting-pair" : "pair"}
      className={`${pairClass} transition-opacity duration-150 ${isWaiting ? "invisible opacity-0" : ""}`}
    >
      {pictures.map((picture, index) => (
        <Contender
          key={sides[index]}
          picture={picture}
          side={index as Side}
          isChosen={picture.id === chosenId}
          name={choiceOf(picture)}
        />
      ))}
    </div>
  );
}

/** The place of a pair that is still on its way. */
export function PairPlaceholder() {
  return (
    <div aria-hidden="true" className={pairClass}>
      <div className="w-full flex-1 self-stretch rounded-card bg-sunken" />
      <div className="w-full flex-1 self-stretch rounded-card bg-sunken" />
    </div>
  );
}
