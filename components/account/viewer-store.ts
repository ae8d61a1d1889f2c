import type { Viewer } from "@/lib/auth/viewer";
import type { AvatarVariant } from "@/lib/users/profile-schema";

export interface LikeView {
  readonly liked: boolean | null;
  readonly count: number | null;
}

interface ViewerView {
  readonly status: "loading" | "ready";
  readonly viewer: Viewer | null;
  /** Theirs; empty where it is drawn from the handle. */
  readonly avatar: readonly AvatarVariant[];
}

/** `GET /api/v1/me/state?ids=1,2,3` */
interface StateAnswer {
  readonly viewer: Viewer | null;
  readonly avatar?: readonly AvatarVariant[];
  readonly liked_ids: readonly number[];
  readonly like_counts?: Readonly<Record<string, number>>;
}

const loading: ViewerView = { status: "loading", viewer: null, avatar: [] };
const unknown: LikeView = { liked: null, count: null };
/** Ids in one request; more go out in the next one. */
const maxIds = 100;

/**
 * The viewer's own state beside cached pages. Components say which posts they show; what is wanted within one frame
 * goes out as one request. A failed request leaves what was known and is tried again with the next page.
 * `onLeft` is called when whoever was here is gone: signed out, or somebody else by now.
 */
export function createViewerStore({ onLeft = () => {} }: { onLeft?: () => void } = {}) {
  const listeners = new Set<() => void>();
  const likes = new Map<number, LikeView>();
  /** How many components show each post. */
  const shown = new Map<number, number>();
  const wanted = new Set<number>();
  let view = loading;
  let isScheduled = false;
  let viewerWanted = false;
  /** What the viewer did outdates an answer that was under way: the moment of each post's last act, on our own clock. */
  const actedAt = new Map<number, number>();
  let clock = 0;
  let generation = 0;

  const tell = () => {
    for (const listen of listeners) listen();
  };

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(send, 10);
  };

  async function send() {
    isScheduled = false;
    const ids = [...wanted].slice(0, maxIds);
    for (const id of ids) wanted.delete(id);
    if (wanted.size > 0) schedule();
    if (ids.length === 0 && !viewerWanted) return;
    viewerWanted = false;
    const sentAt = clock;
    const asked = generation;
    const answer = await ask(ids);
    // `refresh` was called meanwhile: it has asked for all of this again.
    if (asked !== generation) return;
    if (answer) learn(ids, answer, sentAt);
    else if (view.status === "loading") view = { status: "ready", viewer: null, avatar: [] };
    tell();
  }

  function learn(
    ids: readonly number[],
    { viewer, avatar = [], liked_ids, like_counts = {} }: StateAnswer,
    sentAt: number,
  ) {
    if (view.viewer && viewer?.id !== view.viewer.id) onLeft();
    if (view.status === "ready" && viewer?.id !== view.viewer?.id) {
      // Another person's likes are not this one's.
      likes.clear();
      for (const id of shown.keys()) if (!ids.includes(id)) wanted.add(id);
      if (wanted.size > 0) schedule();
    }
    const isKnown = viewer?.id === view.viewer?.id && viewer?.role === view.viewer?.role;
    if (view.status === "loading" || !isKnown || avatar[0]?.avif !== view.avatar[0]?.avif)
      view = { status: "ready", viewer, avatar };
    const liked = new Set(liked_ids);
    for (const id of ids)
      if ((actedAt.get(id) ?? 0) <= sentAt) likes.set(id, { liked: liked.has(id), count: like_counts[id] ?? null });
  }

  return {
    subscribe(listen: () => void) {
      listeners.add(listen);
      return () => {
        listeners.delete(listen);
      };
    },
    getViewer: () => view,
    getServerViewer: () => loading,
    getLike: (id: number) => likes.get(id) ?? unknown,

    /** Asks who looks, and anew for every post on the screen. */
    refresh() {
      generation += 1;
      viewerWanted = true;
      for (const id of shown.keys()) wanted.add(id);
      schedule();
    },

    /** A component shows this post; the answer says when it no longer does. */
    want(id: number) {
      const count = shown.get(id) ?? 0;
      shown.set(id, count + 1);
      if (count === 0) {
        wanted.add(id);
        schedule();
      }
      return () => {
        const left = (shown.get(id) ?? 1) - 1;
        if (left > 0) shown.set(id, left);
        else {
          shown.delete(id);
          wanted.delete(id);
        }
      };
    },

    /** What is known of a post as soon as anything is; what is known by then when no answer comes in `patience` ms. */
    learned(id: number, patience = 2_000): Promise<LikeView> {
      return new Promise((resolve) => {
        const give = () => {
          clearTimeout(timer);
          listeners.delete(look);
          resolve(likes.get(id) ?? unknown);
        };
        const look = () => (likes.get(id)?.liked ?? null) !== null && give();
        const timer = setTimeout(give, patience);
        listeners.add(look);
        look();
      });
    },

    setLike(id: number, next: Partial<LikeView>) {
      actedAt.set(id, ++clock);
      likes.set(id, { ...(likes.get(id) ?? unknown), ...next });
      tell();
    },
  };
}

async function ask(ids: readonly number[]): Promise<StateAnswer | null> {
  try {
    const query = ids.length > 0 ? `?ids=${[...ids].sort((a, b) => a - b).join(",")}` : "";
    const response = await fetch(`/api/v1/me/state${query}`, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as StateAnswer) : null;
  } catch {
    return null;
  }
}
