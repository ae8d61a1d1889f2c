import { type Box, isZoomed, panView, type View, zoomView } from "./view-state";

interface Finger {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** What fingers, or a mouse, are doing on the stage. Positions are pixels from the stage's middle. */
export interface Gesture {
  readonly view: View;
  readonly fingers: readonly Finger[];
  /** How far the whole image is pulled aside, in pixels; let go, it may be a swipe. */
  readonly pulled: number;
  /** How far the finger has gone up or down meanwhile, in pixels. */
  readonly drift: number;
  /** Two fingers were down since the first one came: letting go is no swipe any more. */
  readonly hasPinched: boolean;
}

export type GestureEvent =
  | ({ readonly type: "down" | "move" } & Finger)
  | { readonly type: "up"; readonly id: number }
  /** Something else than fingers set the view: keys, the wheel, another image. */
  | { readonly type: "set"; readonly view: View };

/** Pulled so far, in pixels, another image comes. */
const swipeDistance = 60;

export const startGesture = (view: View): Gesture => ({ view, fingers: [], pulled: 0, drift: 0, hasPinched: false });

const between = ([a, b]: readonly Finger[]) => (a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0);
const middle = (fingers: readonly Finger[]) => ({
  x: fingers.reduce((sum, { x }) => sum + x, 0) / fingers.length,
  y: fingers.reduce((sum, { y }) => sum + y, 0) / fingers.length,
});

/** Moves the image with its fingers: two pinch and carry it; one carries what is enlarged and pulls aside what is whole. */
function follow(state: Gesture, fingers: readonly Finger[], box: Box): Gesture {
  const [was, is] = [middle(state.fingers), middle(fingers)];
  const by = { x: is.x - was.x, y: is.y - was.y };
  if (fingers.length >= 2) {
    const apart = between(state.fingers);
    const zoomed = apart > 0 ? zoomView(state.view, between(fingers) / apart, is, box) : state.view;
    return { ...state, fingers, pulled: 0, view: panView(zoomed, by, box) };
  }
  if (isZoomed(state.view)) return { ...state, fingers, view: panView(state.view, by, box) };
  if (state.hasPinched) return { ...state, fingers, pulled: 0 };
  return { ...state, fingers, pulled: state.pulled + by.x, drift: state.drift + by.y };
}

/** Old state → new. */
export function nextGesture(state: Gesture, event: GestureEvent, box: Box): Gesture {
  switch (event.type) {
    case "down": {
      const { id, x, y } = event;
      const fingers = [...state.fingers.filter((finger) => finger.id !== id), { id, x, y }].slice(-2);
      const isPinch = fingers.length > 1;
      return { ...state, fingers, hasPinched: state.hasPinched || isPinch, pulled: isPinch ? 0 : state.pulled };
    }
    case "move": {
      const { id, x, y } = event;
      if (!state.fingers.some((finger) => finger.id === id)) return state;
      return follow(
        state,
        state.fingers.map((finger) => (finger.id === id ? { id, x, y } : finger)),
        box,
      );
    }
    case "up": {
      const fingers = state.fingers.filter(({ id }) => id !== event.id);
      if (fingers.length === state.fingers.length) return state;
      return { ...state, fingers, ...(fingers.length === 0 && { pulled: 0, drift: 0, hasPinched: false }) };
    }
    case "set":
      return { ...state, view: event.view, pulled: 0 };
  }
}

/** Where letting go now leads: to the next image, to the one before, or nowhere, as after a move that was more up or down. */
export function swipeOf({ fingers, pulled, drift }: Gesture): 1 | -1 | 0 {
  if (fingers.length !== 1 || Math.abs(pulled) < Math.max(swipeDistance, Math.abs(drift))) return 0;
  return pulled < 0 ? 1 : -1;
}
