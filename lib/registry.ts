import { getImage, getViewerState, likePost, unlikePost } from "@/lib/likes/operations";
import { getMatch } from "@/lib/matches/operations";
import {
  changeRole,
  deactivateMember,
  hidePost,
  listModeratedMembers,
  listModeratedPosts,
  listModerationActions,
  reactivateMember,
  restorePost,
} from "@/lib/moderation/operations";
import type { Operation } from "@/lib/operation/define";
import { createPost, deletePost, getOembed, listImages, replacePost, updatePost } from "@/lib/posts/operations";
import { getTopTen } from "@/lib/rankings/operations";
import { signIn, signUp } from "@/lib/users/operations";
import { castVote } from "@/lib/votes/operations";

/** Every use case there is: what is not listed here has no entry in the matrix of who may do what. */
export const operations: readonly Pick<Operation, "name" | "actor" | "input" | "output">[] = [
  listImages,
  getOembed,
  getImage,
  createPost,
  updatePost,
  replacePost,
  deletePost,
  getViewerState,
  likePost,
  unlikePost,
  getMatch,
  castVote,
  getTopTen,
  hidePost,
  restorePost,
  deactivateMember,
  reactivateMember,
  changeRole,
  listModeratedPosts,
  listModeratedMembers,
  listModerationActions,
  signUp,
  signIn,
];
