const isDevelopment = process.env.NODE_ENV === "development";

const contentSecurityPolicy = (/** @type {string} */ ancestors) =>
  [
    "default-src 'self'",
    // Cached pages are the same bytes for everyone, so they cannot carry a nonce for Next's inline data scripts.
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");

const always = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Strict-Transport-Security", value: "max-age=31536000" },
];

const framed = [{ key: "Content-Security-Policy", value: contentSecurityPolicy("*") }, ...always];
const alone = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy("'none'") },
  { key: "X-Frame-Options", value: "DENY" },
  ...always,
];

/** Addresses that other sites may show in a frame. */
const embeddable = /^\/(?:ko\/)?embed\/top(?:[?]|$)/;

/**
 * On every answer. The server sets them itself: as `headers()` of Next's configuration they are matched and compiled
 * anew for each request, which a vote would feel. `next dev` has no server of ours and takes that way.
 */
export const securityHeaders = (/** @type {string} */ path) => (embeddable.test(path) ? framed : alone);
