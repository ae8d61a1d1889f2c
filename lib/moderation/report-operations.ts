import { defineOperation } from "@/lib/operation/define";
import { exampleImage, examplePicture } from "@/lib/posts/examples";
import * as mutations from "./report-mutations";
import * as queries from "./report-queries";
import {
  filedReport,
  listReportsInput,
  reportImageInput,
  reportList,
  resolvedReport,
  resolveReportInput,
} from "./report-schema";

const example = { reason: "Shows a real person.", createdAt: new Date("2026-11-24T09:33:00Z") };

/** A member tells the moderators about an image. */
export const reportImage = defineOperation({
  name: "reportImage",
  actor: "member",
  limit: "edits",
  input: reportImageInput,
  output: filedReport,
  async run({ imageId, reason }, { viewer }) {
    const filed = await mutations.fileReport({ imageId, reason, reporterId: viewer.id });
    return { ...filed, imageId, reason };
  },
  rest: {
    method: "POST",
    path: "/reports",
    tag: "reports",
    summary: "Report an image to the moderators.",
    description: "Once for each image, until a moderator has resolved it.",
    status: 201,
    refuses: ["NOT_FOUND", "ALREADY_REPORTED"],
    example: { input: { imageId: 42, reason: example.reason }, output: { id: 3, imageId: 42, ...example } },
  },
});

export const listReports = defineOperation({
  name: "listReports",
  actor: "moderator",
  limit: "moderation",
  input: listReportsInput,
  output: reportList,
  run: (input, { viewer }) => queries.listReports(input, viewer),
  rest: {
    method: "GET",
    path: "/moderation/reports",
    tag: "moderation",
    summary: "What members reported, newest first.",
    description: "Pass `next_before` back as `before`.",
    example: {
      input: { state: "open" },
      output: {
        items: [
          {
            id: 3,
            image: { ...examplePicture({ id: 42 }), prompt: exampleImage.prompt, author: "mira", isActive: true },
            reporterId: 9,
            reporter: "juno",
            ...example,
            resolved: null,
          },
        ],
        nextBefore: null,
      },
    },
  },
});

/** Says that a report is dealt with, whatever was done about the image. */
export const resolveReport = defineOperation({
  name: "resolveReport",
  actor: "moderator",
  limit: "moderation",
  input: resolveReportInput,
  output: resolvedReport,
  async run(input, { viewer }) {
    const { imageId } = await mutations.resolveReport(input, viewer);
    return { id: input.id, imageId, isOpen: false };
  },
  rest: {
    method: "POST",
    path: "/moderation/reports/{id}/resolve",
    tag: "moderation",
    summary: "Close a report.",
    description: "Says that it is dealt with. What is done about the image is an act of its own.",
    refuses: ["NOT_FOUND", "ALREADY_RESOLVED"],
    example: { input: { id: 3, reason: "Hidden." }, output: { id: 3, imageId: 42, isOpen: false } },
  },
});
