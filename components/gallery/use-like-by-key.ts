"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useViewerStore } from "@/components/account/viewer-provider";
import { sendLike } from "@/components/image/send-like";
import { type LikeEvent, type LikeWish, nextWish, shownLike, startWish } from "@/lib/likes/wish";
import { itemSelector } from "./gallery-item";
import type { GalleryPost } from "./gallery-rows";

/** How long a word on what became of a key stands there, in ms. */
const reading = 4_000;

/** Likes images of the gallery without opening them; `word` is what there is to say about it, in words. */
export function useLikeByKey(gallery: RefObject<HTMLElement | null>, find: (id: number) => GalleryPost | undefined) {
  const t = useTranslations("gallery.like");
  const store = useViewerStore();
  const [word, setWord] = useState("");
  /** What is under way, by post. */
  const wishes = useRef(new Map<number, LikeWish>());

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

  const step = useCallback(
    (id: number, before: LikeWish, event: LikeEvent) => {
      const wish = nextWish(before, event);
      const { isLiked, likeCount } = shownLike(wish);
      store.setLike(id, { liked: isLiked, count: likeCount });
      if (wish.sending === null) {
        wishes.current.delete(id);
        setWord(t(wish.failure ?? (isLiked ? "liked" : "unliked")));
        return;
      }
      wishes.current.set(id, wish);
      if (wish.request === before.request) return;
      void sendLike(id, wish.sending).then((answer) => step(id, wishes.current.get(id) ?? wish, answer));
    },
    [store, t],
  );

  const like = useCallback(
    async (id: number) => {
      const post = find(id);
      if (!post) return;
      // The key comes right after the focus, which is what asks for what is so.
      const { liked, count } = await store.learned(id);
      const { status, viewer } = store.getViewer();
      if (status === "ready" && !viewer) return setWord(t("signedOut"));
      const known = () => startWish({ isLiked: liked === true, likeCount: count ?? post.likeCount });
      step(id, wishes.current.get(id) ?? known(), { type: "toggled" });
    },
    [find, step, store, t],
  );

  return { like: (id: number) => void like(id), word };
}
