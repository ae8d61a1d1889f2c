import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame } from "@/components/moderation/admin-frame";
import { Pager } from "@/components/moderation/pager";
import { PostList } from "@/components/moderation/post-list";
import { SearchForm } from "@/components/moderation/search-form";
import { hidePost, restorePost } from "@/lib/moderation/operations";
import { listPostsForModeration } from "@/lib/moderation/queries";
import { listPostsInput, postFilters } from "@/lib/moderation/schema";
import { formAnswer } from "@/lib/operation/form-answer";
import { addressOf, adminMetadata, admitModerator, firstValues } from "./admit";

// Rendered per request and in one piece: without JavaScript a streamed part would stay hidden.
export const instant = false;

const path = "/admin";

export async function generateMetadata({ params }: PageProps<"/[locale]/admin">): Promise<Metadata> {
  return adminMetadata((await params).locale, "posts");
}

export default async function ModeratedPostsPage({ params, searchParams }: PageProps<"/[locale]/admin">) {
  const query = firstValues(await searchParams);
  const back = addressOf(path, query);
  const { moderator } = await admitModerator((await params).locale, back);
  const t = await getTranslations("moderation");
  const parsed = listPostsInput.safeParse(query);
  const filter = parsed.success ? parsed.data : listPostsInput.parse({});
  const { items, nextBefore } = await listPostsForModeration(filter, moderator);
  const answers = { hide: await formAnswer(hidePost), restore: await formAnswer(restorePost) };
  return (
    <AdminFrame tab="posts" done={{ action: query.done, id: query.id }}>
      <SearchForm
        path={path}
        hint={t("search.posts")}
        query={filter.q}
        state={filter.state}
        states={postFilters.map((value) => ({ value, label: t(`postStates.${value}`) }))}
      />
      {items.length > 0 ? (
        <PostList posts={items} back={back} answers={answers} />
      ) : (
        <p className="py-12 text-muted">{t("emptySearch")}</p>
      )}
      <Pager path={path} query={query} nextBefore={nextBefore} />
    </AdminFrame>
  );
}
