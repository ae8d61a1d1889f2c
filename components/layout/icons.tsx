import type { ReactNode } from "react";

/** A 20-px line drawing that takes the colour of its text. Always beside words or under a label, so hidden from screen readers. */
function Icon({ className = "", children }: { className?: string; children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`size-5 shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const GalleryIcon = () => (
  <Icon>
    <rect x="3.5" y="4" width="9.5" height="7" rx="1.5" />
    <rect x="16" y="4" width="4.5" height="7" rx="1.5" />
    <rect x="3.5" y="14" width="4.5" height="6" rx="1.5" />
    <rect x="11" y="14" width="9.5" height="6" rx="1.5" />
  </Icon>
);

export const VoteIcon = () => (
  <Icon>
    <rect x="3" y="5" width="7.5" height="14" rx="1.5" />
    <rect x="13.5" y="5" width="7.5" height="14" rx="1.5" />
    <path d="m5 12.200 1.300 1.300 2.300-2.600" />
  </Icon>
);

export const TopIcon = () => (
  <Icon>
    <path d="M9 20V8.500a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1V20M3 20v-6.500a1 1 0 0 1 1-1h5M15 15h5a1 1 0 0 1 1 1v4M2 20h20M12 3.500v1" />
  </Icon>
);

export const PostIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const SunIcon = ({ className }: { className?: string }) => (
  <Icon {...(className && { className })}>
    <circle cx="12" cy="12" r="3.750" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400" />
  </Icon>
);

export const MoonIcon = ({ className }: { className?: string }) => (
  <Icon {...(className && { className })}>
    <path d="M19.500 14.200A8 8 0 0 1 9.800 4.500a8 8 0 1 0 9.700 9.700Z" />
  </Icon>
);

export const DeviceIcon = ({ className }: { className?: string }) => (
  <Icon {...(className && { className })}>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.500" />
    <path d="m16 16 4.500 4.500" />
  </Icon>
);
