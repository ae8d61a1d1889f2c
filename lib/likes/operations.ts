import { AppError } from "@/lib/errors/app-error";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { exampleImage, exampleParameters } from "@/lib/posts/examples";
import { getPost } from "@/lib/posts/queries";
import { findAvatar } from "@/lib/users/profile-queries";
import { addLike, removeLike } from "./mutations";
import { listLikes } from "./queries";
import { imageIdInput, likeState, myLikes, myLikesInput, postForViewer, viewerState, viewerStateInput } from "./schema";

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
  rest: {
    method: "POST",
    path: "/images/{id}/like",
    tag: "likes",
    summary: "Like an image.",
    description:
      "409 when you like it already, with the same fields beside the error, so that either answer tells how it stands.",
    status: 201,
    refuses: ["NOT_FOUND", "ALREADY_LIKED"],
    example: { input: { id: 42 }, output: { imageId: 42, likeCount: 13, isLiked: true } },
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
  rest: {
    method: "DELETE",
    path: "/images/{id}/like",
    tag: "likes",
    summary: "Take your like back.",
    description: "404 `NOT_LIKED` when you do not like it, with the same fields beside the error.",
    refuses: ["NOT_FOUND", "NOT_LIKED"],
    example: { input: { id: 42 }, output: { imageId: 42, likeCount: 12, isLiked: false } },
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
    const [likes, avatar] = await Promise.all([
      listLikes({ ids, viewerId: viewer?.id ?? null }),
      viewer ? findAvatar(viewer.id) : [],
    ]);
    return {
      viewer,
      avatar,
      likedIds: likes.filter((like) => like.isLiked).map((like) => like.imageId),
      likeCounts: Object.fromEntries(likes.map((like) => [String(like.imageId), like.likeCount])),
    };
  },
  rest: {
    method: "GET",
    path: "/me/state",
    tag: "me",
    summary: "Who is asking, which images they like, and the like counts as of now.",
    description: "For pages that are the same for everyone. Answers strangers too, with `viewer: null`.",
    example: {
      input: { ids: "42,43" },
      output: {
        viewer: { id: 7, handle: "mira", role: "member" },
        avatar: [],
        likedIds: [42],
        likeCounts: { 42: 12, 43: 0 },
      },
    },
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
  rest: {
    method: "GET",
    path: "/images/{id}",
    tag: "images",
    summary: "Get one image.",
    description:
      "With `is_liked_by_me` when you are signed in. Hidden and deleted images answer 404, as those that never were.",
    refuses: ["NOT_FOUND"],
    example: {
      input: { id: 42 },
      output: {
        ...exampleImage,
        authorAvatar: [],
        tournamentLossCount: 3,
        downloadUrl: "/api/v1/images/42/download",
        newerId: 43,
        olderId: 41,
        parameters: exampleParameters,
        isLikedByMe: true,
      },
    },
  },
});

export const listMyLikes = defineOperation({
  name: "listMyLikes",
  actor: "member",
  limit: "reads",
  input: myLikesInput,
  output: myLikes,
  async run({ ids }, { viewer }) {
    const likes = await listLikes({ ids, viewerId: viewer.id });
    return { likedIds: likes.filter((like) => like.isLiked).map((like) => like.imageId) };
  },
  rest: {
    method: "GET",
    path: "/me/likes",
    tag: "me",
    summary: "Which of these images you like.",
    example: { input: { ids: "42,43" }, output: { likedIds: [42] } },
  },
});
