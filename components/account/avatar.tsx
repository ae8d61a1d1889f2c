import type { AvatarVariant } from "@/lib/users/profile-schema";
import { landscapeOf } from "./drawn-avatar";

interface AvatarProps {
  readonly handle: string;
  /** Ascending by width; empty for one that is drawn. */
  readonly variants: readonly AvatarVariant[];
  /** The side in pixels. */
  readonly size: number;
  readonly className?: string;
}

/** A member's face beside their name, which says the same in words. Drawn ones cost no request and look right in both themes. */
export function Avatar({ handle, variants, size, className = "" }: AvatarProps) {
  const shape = `shrink-0 rounded-full bg-sunken ${className}`;
  const smallest = variants[0];
  if (!smallest) return <DrawnAvatar handle={handle} size={size} className={shape} />;
  const sources = (format: "avif" | "webp") => variants.map((each) => `${each[format]} ${each.width}w`).join(", ");
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={sources("avif")} sizes={`${size}px`} />
      <img
        src={smallest.webp}
        srcSet={sources("webp")}
        sizes={`${size}px`}
        alt=""
        width={size}
        height={size}
        decoding="async"
        className={`${shape} object-cover`}
      />
    </picture>
  );
}

function DrawnAvatar({ handle, size, className }: { handle: string; size: number; className: string }) {
  const { hue, landHue, sun, hills } = landscapeOf(handle);
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" className={`${className} overflow-hidden`}>
      <path d="M0 0H48V48H0Z" fill={`oklch(0.84 0.06 ${hue})`} />
      <circle cx={sun.x} cy={sun.y} r={sun.r} fill={`oklch(0.95 0.06 ${(hue + 40) % 360})`} />
      <path d={hills[0]} fill={`oklch(0.66 0.08 ${landHue})`} />
      <path d={hills[1]} fill={`oklch(0.47 0.08 ${(landHue + 340) % 360})`} />
    </svg>
  );
}
