"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useViewer } from "@/components/account/viewer-provider";
import { Link } from "@/lib/i18n/navigation";
import type { PostSummary } from "@/lib/posts/schema";

// Most readers own nothing here, and need not load it.
const EditPost = dynamic(() => import("@/components/upload/edit-post").then((module) => module.EditPost));

type Post = Pick<PostSummary, "id" | "userId" | "prompt" | "modelName" | "isTournamentOptIn">;

/** What this very viewer may do with an image beside looking at it. Joins on the client: the page is the same for everyone. */
export function OwnTools({ post: { userId, ...post } }: { post: Post }) {
  const t = useTranslations("gallery.image");
  const { viewer } = useViewer();
  if (!viewer) return null;
  return (
    <>
      {viewer.id === userId && <EditPost post={post} />}
      {viewer.role !== "member" && (
        <Link
          href={`/admin?q=${post.id}`}
          className="inline-flex min-h-11 items-center self-start text-sm text-muted underline hover:text-ink"
        >
          {t("moderate")}
        </Link>
      )}
    </>
  );
}
