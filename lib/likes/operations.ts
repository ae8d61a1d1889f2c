import { AppError } from "@/lib/errors/app-error";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { getPost } from "@/lib/posts/queries";
import { addLike, removeLike } from "./mutations";
import { listLikes } from "./queries";
import { imageIdInput, likeState, postForViewer, viewerState, viewerStateInput } from "./schema";

/** A like counts in the Top 10 and on the image's page, both of which may show it seconds later. */
const countsOf = ({ imageId }: { imageId: number }) => ({ soon: [cacheTags.top, cacheTags.post(imageId)] });

export const likePost = defineOperation({
  name: "likePost",
  actor: "member",
  limit: "likes",
  input: imageIdInput,
  output: likeState,
  async run({ id }, { viewer }) {
    const { isVisible, isChanged, likeCount } = await addLike({ userId: viewer.id, imageId: id });
    if (!isVisible) throw new AppError("NOT_FOUND");
    const state = { imageId: id, likeCount, isLiked: true };
    if (!isChanged) throw new AppError("ALREADY_LIKED", { data: state });
    return state;
  },
  expires: countsOf,
});

export const unlikePost = defineOperation({
  name: "unlikePost",
  actor: "member",
  limit: "likes",
  input: imageIdInput,
  output: likeState,
  async run({ id }, { viewer }) {
    const { isVisible, isChanged, likeCount } = await removeLike({ userId: viewer.id, imageId: id });
    if (!isVisible) throw new AppError("NOT_FOUND");
    const state = { imageId: id, likeCount, isLiked: false };
    if (!isChanged) throw new AppError("NOT_LIKED", { data: state });
    return state;
  },
  expires: countsOf,
});

/** Joins what is the viewer's own to pages that are cached for everyone: one request for all images on screen. */
export const getViewerState = defineOperation({
  name: "getViewerState",
  actor: "anyone",
  limit: "reads",
  input: viewerStateInput,
  output: viewerState,
  async run({ ids }, { viewer }) {
    const likes = await listLikes({ ids, viewerId: viewer?.id ?? null });
    return {
      viewer,
      likedIds: likes.filter((like) => like.isLiked).map((like) => like.imageId),
      likeCounts: Object.fromEntries(likes.map((like) => [String(like.imageId), like.likeCount])),
    };
  },
});

/** One image with everything its page shows. */
export const getImage = defineOperation({
  name: "getImage",
  actor: "anyone",
  limit: "reads",
  input: imageIdInput,
  output: postForViewer,
  async run({ id }, { viewer }) {
    const post = await getPost(id);
    if (!viewer) return post;
    const [like] = await listLikes({ ids: [id], viewerId: viewer.id });
    return { ...post, isLikedByMe: like?.isLiked ?? false };
  },
});
