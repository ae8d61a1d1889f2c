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
      "A ZIP: your profile, posts, likes, votes, reports, tokens' names and what moderators did to them, as JSON, with your images beside. It is made while you read it.",
    cache: "never",
    file: {
      types: ["application/zip"],
      name: ({ handle }) => `podium-${handle}.zip`,
      content: ({ archive }) => archive,
    },
    example: { input: { locale: "en" }, output: { handle: "mira", archive: new ReadableStream() } },
  },
});
