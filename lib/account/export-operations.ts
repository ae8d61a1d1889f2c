import { z } from "zod";
import { routing } from "@/lib/i18n/routing";
import { defineOperation } from "@/lib/operation/define";
import { exportAccount } from "./export";

/** Everything of the caller's own, to keep. */
export const exportMe = defineOperation({
  name: "exportMe",
  actor: "member",
  limit: "exports",
  input: z.object({
    /** The language of the README inside. */
    locale: z.enum(routing.locales).default(routing.defaultLocale),
  }),
  output: z.object({ handle: z.string(), archive: z.custom<ReadableStream<Uint8Array>>() }),
  run: async ({ locale }, { viewer: { id, handle } }) => ({ handle, archive: exportAccount({ id, handle, locale }) }),
  rest: {
    method: "GET",
    path: "/me/export",
    tag: "me",
    summary: "Download everything of your own as one archive.",
    description:
      "A ZIP: your profile, posts, likes, votes, reports, tokens' names and what moderators did to them, as JSON, with your images beside. It is made while you read it. A personal access token must be one for reading and writing: one for reading alone is not given your e-mail address.",
    cache: "never",
    // A token for reading is given to programs that show what anybody may see. This has the e-mail address and every vote.
    scope: "write",
    file: {
      types: ["application/zip"],
      name: ({ handle }) => `podium-${handle}.zip`,
      content: ({ archive }) => archive,
    },
    example: { input: { locale: "en" }, output: { handle: "mira", archive: new ReadableStream() } },
  },
});
