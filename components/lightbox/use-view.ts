"use client";

import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type Gesture, type GestureEvent, nextGesture, startGesture, swipeOf } from "./gesture";
import { type Box, isZoomed, panView, wholeView, zoomView } from "./view-state";

/** What a double click enlarges to. */
const closeLook = 2.5;

interface Shown {
  readonly gesture: Gesture;
  /** The next view is gone to, not jumped to: after a key or a double click, not under fingers or the wheel. */
  readonly isSmooth: boolean;
}

/** How the image of a stage is looked at: by wheel, double click, fingers, a dragging mouse, and by calls for keys and buttons. */
export function useView(
  stage: RefObject<HTMLElement | null>,
  image: RefObject<HTMLElement | null>,
  { id, isSeen, swipe }: { id: number; isSeen: boolean; swipe: (step: 1 | -1) => void },
) {
  const gesture = useRef(startGesture(wholeView));
  const [shown, setShown] = useState<Shown>({ gesture: gesture.current, isSmooth: false });

  const measure = useCallback((): Box => {
    const { clientWidth = 0, clientHeight = 0 } = stage.current ?? {};
    const { offsetWidth = 0, offsetHeight = 0 } = image.current ?? {};
    return { stage: { width: clientWidth, height: clientHeight }, image: { width: offsetWidth, height: offsetHeight } };
  }, [stage, image]);

  const act = useCallback(
    (event: GestureEvent, isSmooth = false) => {
      gesture.current = nextGesture(gesture.current, event, measure());
      setShown({ gesture: gesture.current, isSmooth });
    },
    [measure],
  );

  /** A place on the screen, in pixels from the stage's middle. */
  const place = useCallback(
    ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const { left = 0, top = 0, width = 0, height = 0 } = stage.current?.getBoundingClientRect() ?? {};
      return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
    },
    [stage],
  );

  const zoom = useCallback(
    (factor: number, point = { x: 0, y: 0 }, isSmooth = true) => {
      // Where there is no image there is nothing to look at more closely.
      if (image.current) act({ type: "set", view: zoomView(gesture.current.view, factor, point, measure()) }, isSmooth);
    },
    [act, measure, image],
  );
  const pan = useCallback(
    (x: number, y: number) => act({ type: "set", view: panView(gesture.current.view, { x, y }, measure()) }, true),
    [act, measure],
  );
  const showWhole = useCallback(() => act({ type: "set", view: wholeView }, true), [act]);

  /** How wide the whole image is drawn as it is enlarged now, in CSS pixels. */
  const shownWidth = () => measure().image.width * shown.gesture.view.scale;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another image is a reason to begin anew, and so is one that goes
  useEffect(() => {
    gesture.current = startGesture(wholeView);
    setShown({ gesture: gesture.current, isSmooth: false });
  }, [id, isSeen]);

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      // A pinch on a touchpad comes as a wheel with Ctrl, in smaller steps.
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), place(event), false);
    };
    const onResize = () => act({ type: "set", view: wholeView });
    // React's own listeners on the wheel may not prevent the page behind from scrolling.
    element.addEventListener("wheel", onWheel, { passive: false });
    window.addEventListener("resize", onResize);
    return () => {
      element.removeEventListener("wheel", onWheel);
      window.removeEventListener("resize", onResize);
    };
  }, [stage, act, zoom, place]);

  const release = (event: PointerEvent) => act({ type: "up", id: event.pointerId }, true);
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as Element).closest("button, a")) return;
      // One finger leads on from where no image is, two would enlarge nothing.
      if (!image.current && gesture.current.fingers.length > 0) return;
      // A mouse has keys and buttons to go on with; pulling the whole image by it would only be in the way.
      if (event.pointerType === "mouse" && !isZoomed(gesture.current.view)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      act({ type: "down", id: event.pointerId, ...place(event) });
    },
    onPointerMove: (event: PointerEvent) => {
      if (gesture.current.fingers.length > 0) act({ type: "move", id: event.pointerId, ...place(event) });
    },
    onPointerUp: (event: PointerEvent) => {
      const step = swipeOf(gesture.current);
      release(event);
      if (step !== 0) swipe(step);
    },
    onPointerCancel: release,
    onDoubleClick: (event: React.MouseEvent) => {
      if ((event.target as Element).closest("button, a")) return;
      if (isZoomed(gesture.current.view)) showWhole();
      else zoom(closeLook, place(event));
    },
    // The browser would carry the picture away instead.
    onDragStart: (event: React.DragEvent) => event.preventDefault(),
  };

  return { ...shown.gesture, isSmooth: shown.isSmooth, handlers, zoom, pan, showWhole, shownWidth };
}
