/** The names under which cached pages are filed, and expired. */
export const cacheTags = {
  /** Every list of posts, newest first. */
  gallery: "gallery",
  /** The Top 10. */
  top: "top",
  /** Everything that shows one post. */
  post: (id: number) => `post:${id}`,
} as const;
