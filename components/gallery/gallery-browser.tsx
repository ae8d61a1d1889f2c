"use client";

import { useRef } from "react";
import { galleryPathAfter } from "@/lib/posts/gallery-path";
import type { GalleryOrder, GalleryScope } from "@/lib/posts/orders";
import { GalleryEnd } from "./gallery-end";
import { type GalleryPost, GalleryRows } from "./gallery-rows";
import { useGalleryPages } from "./use-gallery-pages";
import { useGalleryPlace } from "./use-gallery-place";

/** A gallery's first page and, as one scrolls, those after it. */
export function GalleryBrowser({
  scope,
  order,
  label,
  posts,
  nextCursor,
}: {
  scope: GalleryScope;
  order: GalleryOrder;
  label: string;
  posts: readonly GalleryPost[];
  nextCursor: string | null;
}) {
  const gallery = useRef<HTMLDivElement>(null);
  const { pages, cursor, status, sentinel, load, loadUntil } = useGalleryPages(scope, order, nextCursor);
  useGalleryPlace(gallery, loadUntil);
  const next =
    cursor === null
      ? null
      : ({ href: galleryPathAfter(scope, cursor), name: order.sort === "new" ? "older" : "more" } as const);
  return (
    <div ref={gallery} className="flex flex-col gap-(--gallery-gap)">
      <GalleryRows posts={posts} isLast={nextCursor === null} isFirst label={label} />
      {pages.map(({ items, isLast }) => (
        <GalleryRows key={items[0]?.id} posts={items} isLast={isLast} label={label} />
      ))}
      <GalleryEnd sentinel={sentinel} status={status} next={next} load={load} />
    </div>
  );
}
