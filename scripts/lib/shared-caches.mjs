import onHeaders from "on-headers";

/** The longest, in seconds, that a cache in front of the site may give what the site itself would not give any more. */
const most = 60;

/**
 * Next tells caches in front of the site to go on giving an old page for as long as it would itself. But it hears of a hidden
 * image at once, and they do not: they may keep a page for a minute, as they may the image's bytes, and then ask.
 */
export function boundSharedCaches(/** @type {import("node:http").ServerResponse} */ response) {
  onHeaders(response, () => {
    const [, seconds] = /^s-maxage=(\d+)/.exec(String(response.getHeader("cache-control"))) ?? [];
    if (seconds !== undefined) response.setHeader("Cache-Control", `s-maxage=${Math.min(Number(seconds), most)}`);
  });
}
