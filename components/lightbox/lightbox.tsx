"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { GalleryPost } from "@/components/gallery/gallery-rows";
import { LikeButton } from "@/components/image/like-button";
import { PostImage } from "@/components/image/post-image";
import { FullSize } from "./full-size";
import { KeyList } from "./key-list";
import { LateWords } from "./late-words";
import { LightboxIcon } from "./lightbox-icons";
import { LightboxInfo } from "./lightbox-info";
import { useDetail } from "./use-detail";
import { useLightboxKeys } from "./use-lightbox-keys";
import { useTitle } from "./use-title";
import { useView } from "./use-view";
import { isZoomed, maxScale } from "./view-state";

export interface LightboxProps {
  readonly id: number;
  /** The image as the gallery has it; null when it is not among what is loaded. */
  readonly post: GalleryPost | null;
  /** The images beside it in the gallery's order; null where there is none. */
  readonly previous: GalleryPost | null;
  readonly next: GalleryPost | null;
  readonly open: (id: number) => void;
  readonly close: () => void;
  /** Opens on the whole screen. */
  readonly isFullScreen?: boolean;
}

/** Whether the panel beside the image is open; remembered while one looks at one image after another. */
let isInfoWanted: boolean | null = null;

export default function Lightbox(props: LightboxProps) {
  return (
    <LateWords>
      <LightboxDialog {...props} />
    </LateWords>
  );
}

function LightboxDialog({ id, post, previous, next, open, close, isFullScreen = false }: LightboxProps) {
  const t = useTranslations("lightbox");
  const names = useTranslations("gallery.image");
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLDivElement>(null);
  const [hasInfo, setHasInfo] = useState(() => isInfoWanted ?? matchMedia("(min-width: 64rem)").matches);
  const [hasKeys, setHasKeys] = useState(false);
  const { detail, retry: askAgain } = useDetail(id);
  const isGone = detail === "gone";
  const shown = typeof detail === "string" ? post : detail;
  const isSeen = shown !== null && !isGone;
  const alt = post?.altText ?? (typeof detail === "string" ? "" : detail.altText);
  const label = shown?.author ? names("titleBy", { author: shown.author }) : names("titleUnknown");
  useTitle(alt || label);

  const go = (step: 1 | -1) => {
    const target = step === 1 ? next : previous;
    if (target) open(target.id);
  };
  const view = useView(stage, image, { id, isSeen, swipe: go });
  const retry = () => {
    // The button that was pressed goes while the answer is on its way.
    dialog.current?.focus();
    askAgain();
  };
  const toggleInfo = () => {
    if (isGone) return;
    isInfoWanted = !hasInfo;
    setHasInfo(!hasInfo);
  };
  const toggleFullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void frame.current?.requestFullscreen?.().catch(() => {});
  };
  // Some browsers leave the whole screen by themselves and tell nobody, others tell and do not.
  const leave = () => {
    if (document.fullscreenElement) toggleFullScreen();
    else close();
  };
  useLightboxKeys(dialog, {
    go,
    leave,
    toggleInfo,
    toggleFullScreen,
    zoom: view.zoom,
    pan: isZoomed(view.view) ? view.pan : null,
    showWhole: view.showWhole,
    like: () => dialog.current?.querySelector<HTMLElement>("[data-like]")?.click(),
    listKeys: () => setHasKeys(true),
  });

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.focus();
    // A page that is left keeps its elements, and an open dialog would keep the next page from being used.
    return () => element?.close();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    if (isFullScreen) toggleFullScreen();
  }, []);
  useEffect(() => {
    for (const neighbour of [next, previous]) if (neighbour) preload(neighbour);
  }, [next, previous]);

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      data-opened-image=""
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      className="m-0 size-full max-h-none max-w-none overflow-hidden bg-paper text-ink outline-none"
    >
      <div ref={frame} className="flex size-full flex-col bg-paper lg:flex-row">
        <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="flex shrink-0 items-center gap-1 p-2 pt-[max(0.5rem,env(safe-area-inset-top))]">
            <span className="min-w-0 flex-1 truncate px-2 text-sm text-muted">
              {/* A phone has room for it only where the tools for a mouse are not. */}
              <span className="max-sm:pointer-fine:hidden">{isSeen && shown.author && `@${shown.author}`}</span>
            </span>
            {isSeen && <LikeButton key={id} postId={id} likeCount={shown.likeCount} />}
            <span className="hidden pointer-fine:flex">
              <Tool name={t("zoomOut")} onClick={() => view.zoom(1 / 1.5)} isOff={!isSeen || !isZoomed(view.view)}>
                <LightboxIcon name="zoomOut" />
              </Tool>
              <Tool name={t("zoomIn")} onClick={() => view.zoom(1.5)} isOff={!isSeen || view.view.scale >= maxScale}>
                <LightboxIcon name="zoomIn" />
              </Tool>
              <Tool name={t("keys.title")} onClick={() => setHasKeys(true)}>
                <LightboxIcon name="keys" />
              </Tool>
            </span>
            {/* Phones by Apple have it for videos alone. */}
            {document.fullscreenEnabled && (
              <Tool name={t("fullScreen")} onClick={toggleFullScreen}>
                <LightboxIcon name="fullScreen" />
              </Tool>
            )}
            <Tool name={t("info")} onClick={toggleInfo} isPressed={hasInfo && !isGone} isOff={isGone}>
              <LightboxIcon name="info" />
            </Tool>
            <Tool name={t("close")} onClick={close}>
              <LightboxIcon name="close" />
            </Tool>
          </div>
          <div
            ref={stage}
            {...view.handlers}
            className={`@container-size relative min-h-0 flex-1 touch-none overflow-hidden select-none ${isZoomed(view.view) ? "cursor-grab" : ""}`}
          >
            {isSeen && (
              <div
                ref={image}
                style={placeOf(shown, view)}
                className={`absolute inset-0 m-auto h-fit ${view.isSmooth ? "transition-transform duration-150" : ""}`}
              >
                <PostImage
                  key={id}
                  picture={shown}
                  alt={alt}
                  loading="first"
                  fit="cover"
                  sizes={sizesOf(shown, view.view.scale)}
                />
                {typeof detail === "object" && (
                  <FullSize
                    key={`full ${id}`}
                    post={detail}
                    shownWidth={view.shownWidth()}
                    isZoomed={isZoomed(view.view)}
                  />
                )}
              </div>
            )}
            {typeof detail === "string" && (isGone || (detail === "failed" && !post)) && (
              <p className="absolute inset-0 m-auto h-fit px-6 text-center text-muted">{t(detail)}</p>
            )}
            <Way to="previous" name={t("previous")} onClick={() => go(-1)} isOff={!previous} />
            <Way to="next" name={t("next")} onClick={() => go(1)} isOff={!next} />
          </div>
        </div>
        {hasInfo && !isGone && (
          <section
            aria-label={t("info")}
            className="max-h-[45%] shrink-0 overflow-y-auto overscroll-contain border-line p-4 max-lg:border-t lg:max-h-none lg:w-88 lg:border-l lg:p-6"
          >
            <LightboxInfo id={id} detail={detail} retry={retry} />
          </section>
        )}
        <p role="status" className="sr-only">
          {/* With the panel open, what failed is said there. */}
          {isGone || (detail === "failed" && !hasInfo) ? t(detail) : alt}
        </p>
        {hasKeys && <KeyList close={() => setHasKeys(false)} />}
      </div>
    </dialog>
  );
}

function Tool({
  name,
  onClick,
  isPressed,
  isOff = false,
  children,
}: {
  name: string;
  onClick: () => void;
  isPressed?: boolean;
  isOff?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-pressed={isPressed}
      aria-disabled={isOff}
      onClick={onClick}
      className="flex size-11 shrink-0 items-center justify-center rounded-full text-ink hover:bg-sunken aria-disabled:opacity-40 aria-pressed:bg-sunken"
    >
      {children}
    </button>
  );
}

/** The way to a neighbour, at the edge of the stage. On a phone one swipes; the buttons stay for those who cannot. */
function Way({
  to,
  name,
  onClick,
  isOff,
}: {
  to: "previous" | "next";
  name: string;
  onClick: () => void;
  isOff: boolean;
}) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-disabled={isOff}
      onClick={onClick}
      className={`absolute inset-y-0 my-auto flex size-11 items-center justify-center rounded-full bg-paper/60 text-ink hover:bg-paper aria-disabled:opacity-40 ${to === "previous" ? "left-2" : "right-2"}`}
    >
      <LightboxIcon name={to} />
    </button>
  );
}

const ratioOf = ({ width, height }: GalleryPost) => (width > 0 && height > 0 ? width / height : 1);

/** As large as it can be with all of it in view, but no larger than its own pixels; then as one looks at it. */
function placeOf(
  post: GalleryPost,
  { view, pulled }: { view: { scale: number; x: number; y: number }; pulled: number },
): CSSProperties {
  const ratio = ratioOf(post);
  const own = post.width > 0 ? `max(${post.width}px, 20rem)` : "100cqw";
  return {
    aspectRatio: ratio,
    width: `min(100cqw, 100cqh * ${ratio.toFixed(4)}, ${own})`,
    transform: `translate(${view.x + pulled}px, ${view.y}px) scale(${view.scale})`,
  };
}

/** Enlarged, an image is asked for in more of its pixels; in powers of two, so that not every step of a wheel is. */
function sizesOf(post: GalleryPost, scale: number): string {
  const times = 2 ** Math.ceil(Math.log2(scale) - 0.01);
  return `min(${100 * times}vw, ${(100 * times * ratioOf(post)).toFixed(0)}vh)`;
}

/** Has the browser fetch what is probably looked at next. */
function preload(post: GalleryPost): void {
  const picture = new Image();
  picture.sizes = sizesOf(post, 1);
  picture.srcset = post.variants.map(({ avif, width }) => `${avif} ${width}w`).join(", ");
}
