"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { placeholderUrl } from "./placeholder";

/** An `<img>` that shows its ThumbHash as its own background until its bytes are here, and nothing behind it afterwards. */
export function FadingImage({ placeholder, ...props }: ComponentProps<"img"> & { placeholder: string | null }) {
  const ref = useRef<HTMLImageElement>(null);

  useEffect(() => {
    const image = ref.current;
    if (!image) return;
    const isLoaded = () => image.complete && image.naturalWidth > 0;
    const clear = () => {
      image.style.background = "none";
    };
    if (isLoaded()) return clear();
    const url = placeholder && placeholderUrl(placeholder);
    if (url) image.style.backgroundImage = `url(${url})`;
    image.addEventListener("load", clear, { once: true });
    return () => image.removeEventListener("load", clear);
  }, [placeholder]);

  // biome-ignore lint/a11y/useAltText: the alternative text comes with the props
  return <img ref={ref} {...props} />;
}
