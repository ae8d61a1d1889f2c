import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { defineOperation } from "@/lib/operation/define";
import { documented } from "@/lib/operation/documented";
import { findProfile } from "@/lib/users/profile-queries";
import { avatarField } from "@/lib/users/profile-schema";
import { findHonours } from "./standing-queries";

const memberInput = z.object({ handle: z.string().regex(/^[A-Za-z0-9_-]{1,30}$/) });

/** A member as everybody sees them. */
const member = documented(
  z.object({
    id: z.int(),
    handle: z.string(),
    bio: z.string(),
    links: z.array(z.string()),
    avatar: avatarField,
    joinedAt: z.date(),
    /** Visible images, and the likes that these have received. */
    imageCount: z.int(),
    likesReceived: z.int(),
    /** The highest of them on the leaderboard, and the range that its place lies in. */
    bestRated: z.object({ imageId: z.int(), rankLow: z.int(), rankHigh: z.int() }).nullable(),
    /** The best place in a finished day's Top 10, and the last day of it. */
    bestDay: z.object({ rank: z.int(), day: z.string() }).nullable(),
  }),
  { name: "Member" },
);

/** A member's page, for programs. */
export const getMember = defineOperation({
  name: "getMember",
  actor: "anyone",
  limit: "reads",
  input: memberInput,
  output: member,
  async run({ handle }) {
    const { profile } = await findProfile(handle);
    if (!profile) throw new AppError("NOT_FOUND");
    const { links, avatar, ...said } = profile;
    return { ...said, links: [...links], avatar: [...avatar], ...(await findHonours(profile.id)) };
  },
  rest: {
    method: "GET",
    path: "/users/{handle}",
    tag: "users",
    summary: "Get one member: what they say, and how their images stand.",
    description: "Whatever the handle's case. A deactivated account answers 404, as one that never was.",
    cache: "shared",
    refuses: ["NOT_FOUND"],
    example: {
      input: { handle: "mira" },
      output: {
        id: 7,
        handle: "mira",
        bio: "Lighthouses, mostly.",
        links: ["https://mira.example/"],
        avatar: [],
        joinedAt: new Date("2026-11-01T08:00:00Z"),
        imageCount: 12,
        likesReceived: 340,
        bestRated: { imageId: 42, rankLow: 2, rankHigh: 7 },
        bestDay: { rank: 1, day: "2026-11-20" },
      },
    },
  },
});
