"use client";

import { useTranslations } from "next-intl";
import { type Dispatch, useCallback, useEffect, useReducer, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { fromWire } from "@/lib/operation/wire-case";
import type { Page } from "@/lib/posts/paging";
import { type GalleryPost, GalleryRows } from "./gallery-rows";
import { type MorePagesEvent, type MorePagesState, nextPages, startPages } from "./more-pages-state";

/** Pixels below the screen at which the next page is asked for, so that it is there before it is reached. */
const lookAhead = 800;

async function fetchPage(cursor: string): Promise<MorePagesEvent<GalleryPost>> {
  try {
    const response = await fetch(`/api/v1/images?cursor=${cursor}`, {
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) return { type: "failed" };
    return { type: "arrived", ...(fromWire(await response.json()) as Page<GalleryPost>) };
  } catch {
    return { type: "failed" };
  }
}

type Reducer = (state: MorePagesState<GalleryPost>, event: MorePagesEvent<GalleryPost>) => MorePagesState<GalleryPost>;

function useNextPage({ cursor, status }: MorePagesState<GalleryPost>, dispatch: Dispatch<MorePagesEvent<GalleryPost>>) {
  const sentinel = useRef<HTMLDivElement>(null);

  const load = useCallback(() => {
    if (cursor === null) return;
    dispatch({ type: "asked" });
    void fetchPage(cursor).then(dispatch);
  }, [cursor, dispatch]);

  useEffect(() => {
    const element = sentinel.current;
    if (!element || cursor === null || status !== "idle") return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), {
      rootMargin: `${lookAhead}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [cursor, status, load]);

  return { sentinel, load };
}

/** The pages after `cursor`: loaded as one scrolls near, or by a plain link where no script runs. */
export function MorePages({ cursor: firstCursor }: { cursor: string | null }) {
  const t = useTranslations("gallery");
  const [state, dispatch] = useReducer<MorePagesState<GalleryPost>, string | null, [MorePagesEvent<GalleryPost>]>(
    nextPages as Reducer,
    firstCursor,
    startPages<GalleryPost>,
  );
  const { sentinel, load } = useNextPage(state, dispatch);
  const { pages, cursor, status } = state;
  return (
    <>
      {pages.map((page) => (
        <GalleryRows key={page.items[0]?.id} posts={page.items} isLast={page.nextCursor === null} />
      ))}
      <div ref={sentinel} className="flex min-h-32 flex-col items-center justify-center gap-3 py-8 text-sm text-muted">
        {cursor === null ? (
          <p>{t("end")}</p>
        ) : status === "failed" ? (
          <>
            <p role="alert">{t("failed")}</p>
            <Button look="quiet" onClick={load}>
              {t("retry")}
            </Button>
          </>
        ) : status === "loading" ? (
          <p role="status">{t("loading")}</p>
        ) : (
          <Link href={`/older/${cursor}`} prefetch={false} className={buttonClass("quiet")}>
            {t("older")}
          </Link>
        )}
      </div>
    </>
  );
}
