import { AppError } from "@/lib/errors/app-error";
import { forgetJudged } from "@/lib/matches/candidates";
import { findOpenMatch, reopenMatch } from "@/lib/matches/draw";
import { exampleMatch } from "@/lib/matches/examples";
import { dropToken } from "@/lib/matches/tokens";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { lookAgain } from "./look-again";
import { unlessItFails } from "./operations";
import { findVote } from "./queries";
import { restoredMatchId } from "./restored-match";
import { type UndoReceipt, undoReceipt, undoVoteInput } from "./schema";
import { removeFreshVote } from "./undo-mutations";

/** Takes one's own vote back within ten seconds; the match comes back to be judged anew. */
export const undoVote = defineOperation({
  name: "undoVote",
  actor: "member",
  limit: "votes",
  input: undoVoteInput,
  output: undoReceipt,
  async run({ matchId }, { viewer }): Promise<UndoReceipt> {
    const restoredId = restoredMatchId(matchId);
    const removed = await removeFreshVote(viewer.id, matchId);
    if (removed) {
      forgetJudged(viewer.id, removed.pair);
      // A token that was put back after an unclear failure must not let a late repeat of the vote count again.
      await unlessItFails(dropToken(matchId));
      const match = await unlessItFails(reopenMatch({ matchId: restoredId, voterId: viewer.id, ...removed }));
      return { matchId, imageIds: [...removed.pair], match, isRepeat: false };
    }
    // A lost response is no error: while the match that came back is open, the answer is the same again. A vote that counts keeps its
    // pair from being open, so that there is nothing to look for again and again.
    const isThere = await findVote(viewer.id, matchId);
    const match = isThere ? null : await lookAgain(() => findOpenMatch(viewer.id, restoredId));
    if (!match) throw new AppError("UNDO_EXPIRED");
    return { matchId, imageIds: [match.images[0].id, match.images[1].id], match, isRepeat: true };
  },
  expires: ({ imageIds, isRepeat }) =>
    isRepeat ? {} : { soon: [cacheTags.top, cacheTags.ratings, ...imageIds.map(cacheTags.post)] },
  rest: {
    method: "DELETE",
    path: "/tournaments/vote/{match_id}",
    tag: "tournaments",
    summary: "Take a vote back, within ten seconds.",
    description: "The match comes back under a new id, with the same pair on the same sides.",
    refuses: ["UNDO_EXPIRED"],
    example: {
      input: { matchId: exampleMatch.matchId },
      output: { matchId: exampleMatch.matchId, imageIds: [42, 43], match: exampleMatch, isRepeat: false },
    },
  },
});
