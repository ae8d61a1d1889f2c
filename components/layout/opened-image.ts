/** The image that is opened in front of its gallery at this entry of the history; null where none is. */
export function openedImage(state: unknown): number | null {
  return (state as { podiumImage?: number } | null)?.podiumImage ?? null;
}
