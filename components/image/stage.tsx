import type { CSSProperties } from "react";
import type { Picture } from "@/lib/posts/schema";
import { PostImage } from "./post-image";

/**
 * An image as large as it can be with all of it in view, and its space reserved before a byte of it is here.
 * Never drawn larger than its own pixels, except that a tiny one gets 20rem to be seen.
 */
export function Stage({ picture, alt }: { picture: Picture; alt: string }) {
  const ratio = picture.width > 0 && picture.height > 0 ? picture.width / picture.height : 1;
  const isKnown = picture.width > 0 && picture.height > 0;
  const own = isKnown ? `max(${picture.width}px, 20rem)` : "100%";
  return (
    <div
      style={{ aspectRatio: ratio, "--ratio": ratio, "--own": own } as CSSProperties}
      className="stage mx-auto w-[min(100%,var(--own),calc(var(--stage)*var(--ratio)))] overflow-hidden rounded-card [--stage:70svh] lg:[--stage:calc(100svh-9.5rem)]"
    >
      <PostImage
        picture={picture}
        alt={alt}
        loading="first"
        fit={isKnown ? "cover" : "contain"}
        sizes={`(min-width: 1024px) min(100vw - 27rem, ${(85 * ratio).toFixed(1)}vh), min(100vw - 2rem, ${(70 * ratio).toFixed(1)}vh)`}
      />
    </div>
  );
}
