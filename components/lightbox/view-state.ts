/** How an image lies on its stage: enlarged so many times, its middle moved from the stage's by so many pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The stage and the image as it fits into it, in pixels. */
export interface Box {
  readonly stage: { readonly width: number; readonly height: number };
  readonly image: { readonly width: number; readonly height: number };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export const maxScale = 8;
export const wholeView: View = { scale: 1, x: 0, y: 0 };

const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));

/** The nearest view that leaves no more empty stage than there must be: an edge comes in only where the image is smaller. */
function settle({ scale: wanted, x, y }: View, { stage, image }: Box): View {
  const scale = Math.min(maxScale, Math.max(1, wanted));
  const room = (length: number, whole: number) => Math.max(0, (length * scale - whole) / 2);
  return {
    scale,
    x: clamp(x, room(image.width, stage.width)),
    y: clamp(y, room(image.height, stage.height)),
  };
}

/** Enlarges by `factor` so that what is at `point`, in pixels from the stage's middle, stays there. */
export function zoomView(view: View, factor: number, point: Point, box: Box): View {
  const scale = Math.min(maxScale, Math.max(1, view.scale * factor));
  const ratio = scale / view.scale;
  return settle({ scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio }, box);
}

/** Moves the image by so many pixels, as far as there is any of it to see. */
export function panView(view: View, { x, y }: Point, box: Box): View {
  return settle({ scale: view.scale, x: view.x + x, y: view.y + y }, box);
}

export const isZoomed = ({ scale }: View): boolean => scale > 1.001;
