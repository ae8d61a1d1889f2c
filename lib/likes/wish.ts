/** What the database is known to hold about one viewer and one image. */
interface Settled {
  readonly isLiked: boolean;
  readonly likeCount: number;
}

/** A like button's whole state. */
export interface LikeWish {
  readonly settled: Settled;
  /** What the viewer wants, which is what the screen shows. */
  readonly wanted: boolean;
  /** The wish that is under way to the server; null when none is. There is never more than one. */
  readonly sending: boolean | null;
  /** Counts the requests, so that each is sent once. */
  readonly request: number;
  /** Why the last wish was taken back, until the next try. */
  readonly failure: LikeFailure | null;
}

export type LikeFailure = "signedOut" | "gone" | "failed";

export type LikeEvent =
  | { readonly type: "toggled" }
  /** The server's word on the image, after a request. */
  | ({ readonly type: "answered" } & Settled)
  | { readonly type: "refused"; readonly failure: LikeFailure }
  /** The server's word on the image, from elsewhere on the page. */
  | ({ readonly type: "learned" } & Settled);

export function startWish(settled: Settled): LikeWish {
  return { settled, wanted: settled.isLiked, sending: null, request: 0, failure: null };
}

/** Sends the wish when it differs from what is so and nothing is under way. */
function send(state: LikeWish): LikeWish {
  if (state.sending !== null || state.wanted === state.settled.isLiked) return state;
  return { ...state, sending: state.wanted, request: state.request + 1 };
}

/**
 * Old state → new. Shows a wish at once, keeps the requests for an image one after another, lets the last wish win
 * however fast it changes, and takes back a wish that failed.
 */
export function nextWish(state: LikeWish, event: LikeEvent): LikeWish {
  switch (event.type) {
    case "toggled":
      return send({ ...state, wanted: !state.wanted, failure: null });
    case "answered":
      return send({ ...state, settled: settle(event), sending: null });
    case "refused": {
      // Meanwhile the viewer may have gone back to what is so; then nothing is lost, and nothing is said.
      const isLost = state.wanted !== state.settled.isLiked;
      return { ...state, wanted: state.settled.isLiked, sending: null, failure: isLost ? event.failure : null };
    }
    case "learned":
      // Older than the answer that is under way.
      if (state.sending !== null) return state;
      return { ...state, settled: settle(event), wanted: event.isLiked };
  }
}

const settle = ({ isLiked, likeCount }: Settled): Settled => ({ isLiked, likeCount });

/** What the screen shows: the wish, and the count as it will be once the wish is granted. */
export function shownLike({ settled, wanted }: LikeWish): Settled {
  const change = Number(wanted) - Number(settled.isLiked);
  return { isLiked: wanted, likeCount: Math.max(0, settled.likeCount + change) };
}
