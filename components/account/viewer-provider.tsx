"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { openedImage } from "@/components/layout/opened-image";
import { forgetSharedFile } from "@/components/upload/shared-file";
import type { Viewer } from "@/lib/auth/viewer";
import { usePathname } from "@/lib/i18n/navigation";
import type { AvatarVariant } from "@/lib/users/profile-schema";
import { createViewerStore, type LikeView } from "./viewer-store";

export interface ViewerState {
  /** "loading" until the first answer; also on the server, where every page is the same for everyone. */
  readonly status: "loading" | "ready";
  readonly viewer: Viewer | null;
  readonly avatar: readonly AvatarVariant[];
  /** Asks again, after signing in or out. */
  readonly refresh: () => void;
}

const StoreContext = createContext<ReturnType<typeof createViewerStore> | null>(null);

/** The store itself, for what happens outside of rendering. */
export function useViewerStore() {
  const store = useContext(StoreContext);
  if (!store) throw new Error("This component must be inside ViewerProvider.");
  return store;
}

/** Knows who looks and what they like. Asks the server in one request a page, however many components want to know. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => createViewerStore({ onLeft: forgetSharedFile }));
  const path = usePathname();
  // A new page may follow a sign-in, a sign-out or a lost session. An image that is opened in front of its gallery is no new page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the reason to ask again
  useEffect(() => {
    if (store.getViewer().status === "loading" || openedImage(history.state) === null) store.refresh();
  }, [store, path]);
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) store.refresh();
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [store]);
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Who is looking. */
export function useViewer(): ViewerState {
  const store = useViewerStore();
  const { status, viewer, avatar } = useSyncExternalStore(store.subscribe, store.getViewer, store.getServerViewer);
  return useMemo(() => ({ status, viewer, avatar, refresh: store.refresh }), [status, viewer, avatar, store]);
}

/** What is known here of the viewer and a post, without asking for it. */
export function useLikeView(postId: number): LikeView {
  const store = useViewerStore();
  return useSyncExternalStore(
    store.subscribe,
    () => store.getLike(postId),
    () => store.getLike(-1),
  );
}

/**
 * Whether the viewer likes a post and how many do, joined into the page's one request.
 * `liked` is null until known; `count` is null when only the page's own number is known.
 * `set` notes what the viewer did, at once and for every component that shows the post.
 */
export function useLiked(postId: number): LikeView & { readonly set: (view: Partial<LikeView>) => void } {
  const store = useViewerStore();
  useEffect(() => store.want(postId), [store, postId]);
  const view = useLikeView(postId);
  const set = useCallback((next: Partial<LikeView>) => store.setLike(postId, next), [store, postId]);
  return useMemo(() => ({ ...view, set }), [view, set]);
}
