"use client";

import dynamic from "next/dynamic";
import { useViewer } from "@/components/account/viewer-provider";
import type { PostDetail } from "@/lib/posts/schema";

// Most readers own nothing here and moderate nothing, and need not load the forms.
const EditPost = dynamic(() => import("@/components/upload/edit-post").then((module) => module.EditPost));
const Exposure = dynamic(() => import("./exposure").then((module) => module.Exposure));
const ModeratePost = dynamic(() =>
  import("@/components/moderation/moderate-post").then((module) => module.ModeratePost),
);
const ReportPost = dynamic(() => import("./report-post").then((module) => module.ReportPost));

type Post = Pick<PostDetail, "id" | "userId" | "prompt" | "modelName" | "altText" | "isTournamentOptIn" | "parameters">;

/** What this very viewer may do with an image beside looking at it. Joins on the client: the page is the same for everyone. */
export function OwnTools({ post: { userId, ...post } }: { post: Post }) {
  const { viewer } = useViewer();
  if (!viewer) return null;
  return (
    <>
      {viewer.id === userId && post.isTournamentOptIn && <Exposure postId={post.id} />}
      {viewer.id === userId ? <EditPost post={post} /> : <ReportPost postId={post.id} />}
      {viewer.role !== "member" && <ModeratePost postId={post.id} />}
    </>
  );
}
