"use client";

import { useTranslations } from "next-intl";
import { useEffect, useReducer, useRef } from "react";
import { useLiked, useViewer } from "@/components/account/viewer-provider";
import { buttonClass } from "@/components/ui/button";
import { Link, usePathname } from "@/lib/i18n/navigation";
import { nextWish, shownLike, startWish } from "@/lib/likes/wish";
import { HeartIcon } from "./icons";
import { sendLike } from "./send-like";

/** A wish on the screen at once, and on the server as soon as it may be. */
function useLikeWish(postId: number, likeCount: number) {
  const known = useLiked(postId);
  const [state, dispatch] = useReducer(nextWish, { isLiked: false, likeCount }, startWish);
  const lastSent = useRef(0);

  useEffect(() => {
    if (known.liked === null) return;
    dispatch({ type: "learned", isLiked: known.liked, likeCount: known.count ?? likeCount });
  }, [known.liked, known.count, likeCount]);

  const { set } = known;
  const { sending, request } = state;
  useEffect(() => {
    // An effect may run again for the same state, when a page that was left is shown again.
    if (sending === null || lastSent.current === request) return;
    lastSent.current = request;
    void sendLike(postId, sending).then((event) => {
      dispatch(event);
      if (event.type === "answered") set({ liked: event.isLiked, count: event.likeCount });
    });
  }, [postId, sending, request, set]);

  return { ...shownLike(state), failure: state.failure, toggle: () => dispatch({ type: "toggled" }) };
}

/** Likes an image, or takes the like back; asks those who are signed out to sign in. */
export function LikeButton({ postId, likeCount: countOnPage }: { postId: number; likeCount: number }) {
  const t = useTranslations("gallery.like");
  const { status, viewer } = useViewer();
  const { isLiked, likeCount, failure, toggle } = useLikeWish(postId, countOnPage);
  const path = usePathname();

  if (status === "ready" && !viewer)
    return (
      <Link
        href={{ pathname: "/sign-in", query: { next: path } }}
        aria-label={t("signIn", { count: likeCount })}
        aria-keyshortcuts="L"
        data-like=""
        className={buttonClass("quiet", "tabular-nums")}
      >
        <HeartIcon />
        {likeCount}
      </Link>
    );
  return (
    <>
      <button
        type="button"
        aria-pressed={isLiked}
        aria-keyshortcuts="L"
        data-like=""
        aria-label={t("name", { count: likeCount })}
        onClick={toggle}
        className={buttonClass("quiet", "tabular-nums")}
      >
        <HeartIcon filled={isLiked} className={isLiked ? "text-accent" : ""} />
        {likeCount}
      </button>
      <span role="alert" className="order-last text-sm text-danger empty:absolute">
        {failure && t(failure)}
      </span>
    </>
  );
}
