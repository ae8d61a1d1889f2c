import { examplePicture } from "@/lib/posts/examples";

/** What the API's document shows of a match. */
export const exampleMatch = {
  matchId: "0b8f6c1e-54a0-4a5e-9c39-7d1f3a9be4d2",
  images: [examplePicture({ id: 42 }), examplePicture({ id: 43 })],
  expiresAt: new Date("2026-11-24T09:35:00Z"),
};
