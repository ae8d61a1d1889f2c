"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { placeholderUrl } from "./placeholder";
import { whenIdle } from "./when-idle";

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
    // Decoding two dozen of them at once would take a slow phone a tenth of a second, and many are not seen yet.
    const callOff = whenIdle(() => {
      const url = placeholder && !isLoaded() && placeholderUrl(placeholder);
      if (url) image.style.backgroundImage = `url(${url})`;
    });
    const onLoad = () => {
      callOff();
      // Loaded is not yet decoded, and one that is seen would be empty meanwhile. The others are not decoded for this.
      const { top, bottom } = image.getBoundingClientRect();
      if (bottom > 0 && top < window.innerHeight) void image.decode().then(clear, clear);
      else clear();
    };
    image.addEventListener("load", onLoad, { once: true });
    return () => {
      callOff();
      image.removeEventListener("load", onLoad);
    };
  }, [placeholder]);

  // biome-ignore lint/a11y/useAltText: the alternative text comes with the props
  return <img ref={ref} {...props} />;
}
