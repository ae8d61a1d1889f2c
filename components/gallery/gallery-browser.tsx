"use client";

import { lazy, type MouseEvent, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { LateWords } from "@/components/lightbox/late-words";
import type { ListAddresses } from "@/lib/posts/gallery-path";
import { GalleryEnd } from "./gallery-end";
import { itemSelector } from "./gallery-item";
import { findItem, historyEntry, notePlace } from "./gallery-place";
import { type GalleryPost, GalleryRows } from "./gallery-rows";
import { useGalleryKeys } from "./use-gallery-keys";
import { useGalleryPages } from "./use-gallery-pages";
import { useGalleryPlace } from "./use-gallery-place";
import { useLikeByKey } from "./use-like-by-key";
import { useOpenedImage } from "./use-opened-image";

const importLightbox = () => import("@/components/lightbox/lightbox");
/** Comes with the first image that is opened. Where it does not come, the address is that of the image's page already. */
const Lightbox = lazy(() =>
  importLightbox().catch(() => {
    window.location.reload();
    return new Promise<never>(() => {});
  }),
);
/** A pointer or the focus on the gallery: an image is likely opened next. */
const fetchAhead = () => void importLightbox().catch(() => {});
const KeyList = lazy(() => import("@/components/lightbox/key-list").then((module) => ({ default: module.KeyList })));

/** So many images before the last one that is there, the opened image has the next page loaded. */
const leafAhead = 5;

/**
 * The first page of a list of images, a gallery or what was found, and, as one scrolls, those after it; its images open in
 * front of it, one after another.
 */
export function GalleryBrowser({
  addresses,
  following,
  label,
  posts,
  nextCursor,
}: {
  addresses: ListAddresses;
  /** What the images on the next page are beside these. */
  following: "older" | "more";
  label: string;
  posts: readonly GalleryPost[];
  nextCursor: string | null;
}) {
  const gallery = useRef<HTMLDivElement>(null);
  const { pages, cursor, status, sentinel, load, loadMore } = useGalleryPages(addresses.api, nextCursor);
  const all = useMemo(() => [...posts, ...pages.flatMap(({ items }) => items)], [posts, pages]);
  const { id, open, close } = useOpenedImage();
  const [isWhole, setIsWhole] = useState(false);
  const [hasKeys, setHasKeys] = useState(false);
  const find = useCallback((wanted: number) => all.find((post) => post.id === wanted), [all]);
  const { like, word } = useLikeByKey(gallery, find);
  useGalleryPlace(gallery, loadMore);

  const openFromHere = (post: number, onWholeScreen = false) => {
    if (gallery.current) notePlace(gallery.current, historyEntry());
    setIsWhole(onWholeScreen);
    open(post);
  };
  useGalleryKeys(gallery, {
    like,
    openWhole: (post) => openFromHere(post, true),
    listKeys: () => setHasKeys(true),
  });

  const index = id === null ? -1 : all.findIndex((post) => post.id === id);
  const isNearEnd = index >= 0 && index >= all.length - leafAhead;
  useEffect(() => {
    if (isNearEnd && status === "idle") load();
  }, [isNearEnd, status, load]);

  // Closed, the focus goes to the image that was looked at last.
  const lastId = useRef<number | null>(null);
  useEffect(() => {
    if (id === null && lastId.current !== null && gallery.current) findItem(gallery.current, lastId.current)?.focus();
    lastId.current = id;
  }, [id]);

  const onClick = (event: MouseEvent) => {
    const item = (event.target as Element).closest<HTMLElement>(itemSelector);
    if (!item || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openFromHere(Number(item.dataset.post));
  };

  const next = cursor === null ? null : { href: addresses.page + cursor, name: following };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: what is clicked are links, which the Enter key clicks too
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the links inside
    <div
      ref={gallery}
      onClick={onClick}
      onPointerOver={fetchAhead}
      onFocus={fetchAhead}
      className="flex flex-col gap-(--gallery-gap)"
    >
      <GalleryRows posts={posts} isLast={nextCursor === null} isFirst label={label} />
      {pages.map(({ items, isLast }) => (
        <GalleryRows key={items[0]?.id} posts={items} isLast={isLast} label={label} />
      ))}
      <GalleryEnd sentinel={sentinel} status={status} next={next} load={load} />
      <p
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--shell-bottom)+1rem)] z-20 mx-auto w-fit rounded-full bg-ink px-5 py-2.5 text-sm font-semibold text-paper empty:hidden"
      >
        {word}
      </p>
      <Suspense fallback={null}>
        {id !== null && (
          <Lightbox
            id={id}
            post={all[index] ?? null}
            previous={all[index - 1] ?? null}
            next={index < 0 ? null : (all[index + 1] ?? null)}
            open={open}
            close={close}
            isFullScreen={isWhole}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {hasKeys && (
          <LateWords>
            <KeyList close={() => setHasKeys(false)} />
          </LateWords>
        )}
      </Suspense>
    </div>
  );
}
