import { createPersonalToken, revokePersonalToken } from "@/lib/access-tokens/operations";
import { exportMe } from "@/lib/account/export-operations";
import { deleteAccount } from "@/lib/account/operations";
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
import { downloadImage, listSimilarImages } from "@/lib/posts/likeness-operations";
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
import { getMember } from "@/lib/rankings/member-operations";
import { getTopTen, listRankings } from "@/lib/rankings/operations";
import { searchImages } from "@/lib/search/operations";
import { changePassword, signOutEverywhere } from "@/lib/users/entrance-operations";
import { getMe, issueToken, registerAccount, signIn, signUp } from "@/lib/users/operations";
import { removeAvatar, setAvatar, updateProfile } from "@/lib/users/profile-operations";
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
  listSimilarImages,
  downloadImage,
  createPost,
  updatePost,
  replacePost,
  deletePost,
  getMember,
  getMe,
  updateProfile,
  setAvatar,
  removeAvatar,
  exportMe,
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
  changePassword,
  signOutEverywhere,
  deleteAccount,
];
