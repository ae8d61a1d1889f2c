"use client";

import { useTranslations } from "next-intl";
import { useViewer } from "@/components/account/viewer-provider";
import { EditPost, type OwnPost } from "@/components/upload/edit-post";
import { Link } from "@/lib/i18n/navigation";

/** What this very viewer may do with an image beside looking at it. Joins on the client: the page is the same for everyone. */
export function OwnTools({ post }: { post: OwnPost & { userId: number } }) {
  const t = useTranslations("gallery.image");
  const { viewer } = useViewer();
  if (!viewer) return null;
  return (
    <>
      {viewer.id === post.userId && <EditPost post={post} />}
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
