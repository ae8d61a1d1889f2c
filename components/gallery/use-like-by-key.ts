"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useViewerStore } from "@/components/account/viewer-provider";
import { sendLike } from "@/components/image/send-like";
import { itemSelector } from "./gallery-item";
import type { GalleryPost } from "./gallery-rows";

/** How long a word on what became of a key stands there, in ms. */
const reading = 4_000;

/** Likes images of the gallery without opening them; `word` is what there is to say about it, in words. */
export function useLikeByKey(gallery: RefObject<HTMLElement | null>, find: (id: number) => GalleryPost | undefined) {
  const t = useTranslations("gallery.like");
  const store = useViewerStore();
  const [word, setWord] = useState("");
  const sending = useRef(new Set<number>());

  // Whoever walks by keyboard may like: only then is it asked whether they do already.
  useEffect(() => {
    const element = gallery.current;
    let forget: (() => void) | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      forget?.();
      const item =
        (target as Element).matches(":focus-visible") && (target as Element).closest<HTMLElement>(itemSelector);
      forget = item ? store.want(Number(item.dataset.post)) : undefined;
    };
    element?.addEventListener("focusin", onFocus);
    return () => {
      element?.removeEventListener("focusin", onFocus);
      forget?.();
    };
  }, [gallery, store]);

  useEffect(() => {
    if (word === "") return;
    const timer = setTimeout(() => setWord(""), reading);
    return () => clearTimeout(timer);
  }, [word]);

  const like = useCallback(
    (id: number) => {
      const post = find(id);
      if (!post || sending.current.has(id)) return;
      const { status, viewer } = store.getViewer();
      if (status === "ready" && !viewer) return setWord(t("signedOut"));
      const before = store.getLike(id);
      const wish = !before.liked;
      const count = (before.count ?? post.likeCount) + (wish ? 1 : -1);
      sending.current.add(id);
      store.setLike(id, { liked: wish, count });
      void sendLike(id, wish).then((event) => {
        sending.current.delete(id);
        if (event.type === "answered") {
          store.setLike(id, { liked: event.isLiked, count: event.likeCount });
          setWord(t(event.isLiked ? "liked" : "unliked"));
        } else if (event.type === "refused") {
          store.setLike(id, before);
          setWord(t(event.failure));
        }
      });
    },
    [find, store, t],
  );

  return { like, word };
}
