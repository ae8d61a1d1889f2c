/** What an upload may be. The browser checks size and type early with the same figures; the server decides. */
export const imageLimits = {
  /** Bytes of the file. */
  bytes: 20 * 1024 * 1024,
  /** Width times height. */
  pixels: 40_000_000,
  /** Frames of an animation; only the first one is kept. */
  frames: 300,
} as const;

export const imageTypes = ["jpeg", "png", "webp", "gif", "avif"] as const;
export type ImageType = (typeof imageTypes)[number];

/** For a file input's `accept`. */
export const acceptedTypes = imageTypes.map((type) => `image/${type}`).join(",");

/**
 * The widths, in pixels, that an upload is scaled to: a thumbnail in a row, the width of a phone with two pixels to the point
 * and of one with three, a whole screen. A browser takes the next wider one, so a phone's would else be twice what it shows.
 */
export const targetWidths = [480, 720, 1080, 1920] as const;

/** What link previews ask for: 1.91 : 1, in pixels. */
export const previewSize = { width: 1200, height: 630 } as const;
