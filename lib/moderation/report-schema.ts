import { z } from "zod";
import { documented } from "@/lib/operation/documented";
import { idField } from "@/lib/operation/fields";
import { picture } from "@/lib/posts/schema";
import { beforeField, pageOf, pageSize, reasonField } from "./schema";

export const reportImageInput = z.object({ imageId: idField, reason: reasonField });
/** What a member is told about their own report. */
export const filedReport = z.object({ id: z.int(), imageId: z.int(), reason: z.string(), createdAt: z.date() });

export const reportFilters = ["open", "resolved", "all"] as const;
export type ReportFilter = (typeof reportFilters)[number];
export const listReportsInput = z.object({
  state: z.enum(reportFilters).default("open"),
  before: beforeField,
  limit: pageSize,
});

export const report = documented(
  z.object({
    id: z.int(),
    image: picture.extend({ prompt: z.string(), author: z.string().nullable(), isActive: z.boolean() }),
    reporterId: z.int(),
    /** The handle of who reported it; null for an account that this site does not know. */
    reporter: z.string().nullable(),
    reason: z.string(),
    createdAt: z.date(),
    /** Null while it is open. */
    resolved: z.object({ by: z.string().nullable(), at: z.date() }).nullable(),
  }),
  { name: "Report" },
);
export type Report = z.output<typeof report>;
export const reportList = pageOf(report);

export const resolveReportInput = z.object({ id: idField, reason: reasonField.nullable().default(null) });
export const resolvedReport = z.object({ id: z.int(), imageId: z.int(), isOpen: z.boolean() });
