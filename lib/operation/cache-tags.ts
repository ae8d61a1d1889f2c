/** The names under which cached pages are filed, and expired. */
export const cacheTags = {
  /** Every list of posts, newest first. */
  gallery: "gallery",
  /** The Top 10 and its longer windows. */
  top: "top",
  /** The boards of finished days, and the hall of fame. */
  archive: "archive",
  /** What is computed from all votes together: the leaderboard, the models. */
  ratings: "ratings",
  /** Everything that shows one member. */
  member: (id: number) => `member:${id}`,
  /** What says that somebody does not exist. */
  members: "members",
  /** Everything that shows one post. */
  post: (id: number) => `post:${id}`,
} as const;
