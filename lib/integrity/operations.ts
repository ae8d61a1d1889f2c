import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { setQuarantine } from "./quarantine-mutations";
import { quarantineState, quarantineVotesInput, restoreVotesInput } from "./schema";

/** The rated boards follow with the next fit, a few seconds later. The Top 10 counts every vote. */
const boards = () => ({ soon: [cacheTags.ratings] });

/** Takes a voter's votes off the rated boards. A moderator's act on plain members, an admin's on everybody. */
export const quarantineVotes = defineOperation({
  name: "quarantineVotes",
  actor: "moderator",
  limit: "moderation",
  input: quarantineVotesInput,
  output: quarantineState,
  run: (input, { viewer }) => setQuarantine({ ...input, isQuarantined: true }, viewer),
  expires: boards,
});

/** Gives them back: the board is then exactly the old one. */
export const restoreVotes = defineOperation({
  name: "restoreVotes",
  actor: "moderator",
  limit: "moderation",
  input: restoreVotesInput,
  output: quarantineState,
  run: (input, { viewer }) => setQuarantine({ ...input, isQuarantined: false }, viewer),
  expires: boards,
});
