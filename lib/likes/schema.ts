import { z } from "zod";
import { roles } from "@/lib/auth/viewer";
import { documented } from "@/lib/operation/documented";
import { idField } from "@/lib/operation/fields";
import { postDetail } from "@/lib/posts/schema";
import { avatarField } from "@/lib/users/profile-schema";

/** Which image is meant. */
export const imageIdInput = z.object({ id: idField });

/** How one image stands with the viewer after a like or an unlike. */
export const likeState = z.object({ imageId: z.int(), likeCount: z.int(), isLiked: z.boolean() });

const maxStateIds = 200;

/** Up to 200 ids with commas between, as a query string carries them. */
const idsField = documented(
  z
    .string()
    .max(maxStateIds * 11)
    .transform((text): (string | number)[] => (text === "" ? [] : text.split(",")))
    .pipe(z.array(idField).max(maxStateIds)),
  { schema: { type: "string", maxLength: maxStateIds * 11, pattern: "^([1-9][0-9]{0,9}(,[1-9][0-9]{0,9}){0,199})?$" } },
);

export const viewerStateInput = z.object({ ids: idsField.default([]) });
export const myLikesInput = z.object({ ids: idsField });
export const myLikes = z.object({ likedIds: z.array(z.int()) });

/** What is the viewer's own on a page that is the same for everyone. Images that cannot be seen are left out. */
export const viewerState = z.object({
  viewer: z.object({ id: z.int(), handle: z.string(), role: z.enum(roles) }).nullable(),
  /** The viewer's; empty where it is drawn from the handle. */
  avatar: avatarField,
  likedIds: z.array(z.int()),
  /** By image id; as of now, where the page may be some seconds old. */
  likeCounts: z.record(z.string(), z.int()),
});

export const postForViewer = postDetail.extend({
  /** Left out when nobody is signed in. */
  isLikedByMe: z.boolean().optional(),
});
