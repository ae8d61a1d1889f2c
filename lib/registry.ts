import { createPersonalToken, revokePersonalToken } from "@/lib/access-tokens/operations";
import { quarantineVotes, restoreVotes } from "@/lib/integrity/operations";
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
import { createPost, deletePost, listImages, replacePost, updatePost } from "@/lib/posts/operations";
import { getTopTen } from "@/lib/rankings/operations";
import { issueToken, registerAccount, signIn, signUp } from "@/lib/users/operations";
import { castVote } from "@/lib/votes/operations";
import { recordOutcome } from "@/lib/votes/outcome-operations";
import { undoVote } from "@/lib/votes/undo-operations";

/** Every use case there is: what is not listed here has no entry in the matrix of who may do what. */
export const operations: readonly Pick<Operation, "name" | "actor" | "input" | "output">[] = [
  listImages,
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
  recordOutcome,
  undoVote,
  getTopTen,
  hidePost,
  restorePost,
  deactivateMember,
  reactivateMember,
  changeRole,
  listModeratedPosts,
  listModeratedMembers,
  listModerationActions,
  quarantineVotes,
  restoreVotes,
  signUp,
  signIn,
  registerAccount,
  issueToken,
  createPersonalToken,
  revokePersonalToken,
];
