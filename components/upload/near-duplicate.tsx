import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import type { FormState } from "@/lib/operation/form-state";
import type { Picture } from "@/lib/posts/schema";

/** The image that another one looks the same as, as a link that leaves the form alone. */
export function NearDuplicateLink({ picture }: { picture: Picture }) {
  const t = useTranslations("upload.nearDuplicate");
  return (
    <Link
      href={`/images/${picture.id}`}
      target="_blank"
      prefetch={false}
      className="mt-3 flex min-h-11 items-center gap-3 text-ink underline decoration-line underline-offset-4 hover:decoration-ink"
    >
      <span className="size-16 shrink-0 overflow-hidden rounded-md">
        <PostImage picture={picture} alt={picture.altText} fit="cover" sizes="64px" />
      </span>
      {t("see")}
    </Link>
  );
}

/** The same of a form that was refused because of it. */
export function NearDuplicate({ of: state }: { of: FormState }) {
  if (state.status !== "refused" || !state.data?.nearDuplicate) return null;
  return <NearDuplicateLink picture={state.data.nearDuplicate as Picture} />;
}
