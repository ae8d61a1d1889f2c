const paths = {
  close: "M6 6l12 12M18 6 6 18",
  previous: "m14.500 5.500-6.500 6.500 6.500 6.500",
  next: "m9.500 5.500 6.500 6.500-6.500 6.500",
  zoomIn:
    "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500 20.500 20.500M10.500 7.750v5.500M7.750 10.500h5.500",
  zoomOut: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500 20.500 20.500M7.750 10.500h5.500",
  fullScreen: "M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15",
  info: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17ZM12 11v5.500M12 7.500v.5",
  keys: "M3.500 7h17v10h-17zM7 10.500h.010M10.500 10.500h.010M14 10.500h.010M17 10.500h.010M8.500 13.750h7",
} as const;

/** A line drawing; decoration, its meaning is the name of its button. */
export function LightboxIcon({ name }: { name: keyof typeof paths }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
