import { createPersonalToken, revokePersonalToken } from "@/lib/access-tokens/operations";
import { quarantineVotes, restoreVotes } from "@/lib/integrity/operations";
import { getImage, getViewerState, likePost, listMyLikes, unlikePost } from "@/lib/likes/operations";
import { getExposure, getMatch } from "@/lib/matches/operations";
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
import { listReports, reportImage, resolveReport } from "@/lib/moderation/report-operations";
import type { Operation } from "@/lib/operation/define";
import {
  createPost,
  deletePost,
  getOembed,
  getWorkflow,
  listImages,
  listRandomImages,
  replacePost,
  updatePost,
} from "@/lib/posts/operations";
import { getTopTen, listRankings } from "@/lib/rankings/operations";
import { searchImages } from "@/lib/search/operations";
import { getMe, issueToken, registerAccount, signIn, signUp } from "@/lib/users/operations";
import { castVote, listMyVotes } from "@/lib/votes/operations";
import { recordOutcome } from "@/lib/votes/outcome-operations";
import { undoVote } from "@/lib/votes/undo-operations";

/** Every use case there is: what is not listed here has no entry in the matrix of who may do what. */
export const operations: readonly Pick<Operation, "name" | "actor" | "input" | "output" | "rest">[] = [
  listImages,
  listRandomImages,
  searchImages,
  getOembed,
  getImage,
  createPost,
  updatePost,
  replacePost,
  deletePost,
  getMe,
  getWorkflow,
  getViewerState,
  listMyLikes,
  listMyVotes,
  likePost,
  unlikePost,
  getMatch,
  getExposure,
  castVote,
  recordOutcome,
  undoVote,
  getTopTen,
  listRankings,
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
  reportImage,
  listReports,
  resolveReport,
  signUp,
  signIn,
  registerAccount,
  issueToken,
  createPersonalToken,
  revokePersonalToken,
];
