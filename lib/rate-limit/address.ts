import { isIP } from "node:net";
import { env } from "@/lib/env/env";

/**
 * The header in which `scripts/server.mjs` hands on the address of the socket. It overwrites it at every request, so
 * nobody can forge it, and tells its name here; without that server (`next dev`) there is no name and no address is known.
 */
const globals = globalThis as { podiumAddressHeader?: string };

/** Whoever's address is not known counts as one caller: strict, and only where nobody else is served. */
export const unknownAddress = "unknown";

/** The eight groups of an IPv6 address that `isIP` has accepted. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = dotted
    ? `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
    : address;
  const [head = "", tail] = text.split("::");
  const parse = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [front, back] = [parse(head), parse(tail ?? "")];
  return tail === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill(0), ...back];
}

/**
 * An address as limits count it: IPv4 as it is, also where it is written as IPv6; IPv6 by its /64, which is what one
 * household or one server is given. Null for what is no address.
 */
export function normalizeAddress(text: string): string | null {
  // A proxy may write a port: 192.0.2.1:1234, [2001:db8::1]:1234.
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/%.*$/, "");
  const family = isIP(bare);
  if (family === 4) return bare;
  if (family !== 6) return null;
  const groups = groupsOf(bare);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/**
 * Of the socket's address and what trusted proxies wrote, the address of whoever asked the outermost of them: each
 * appends whom it was asked by, so it is counted from the right. Where fewer than that are written, or no address
 * stands there, a proxy was gone around, and the socket's own counts.
 */
export function addressBehind(socket: string, forwardedFor: string | null, proxies: number): string | null {
  const written = forwardedFor?.split(",") ?? [];
  const asked = proxies > 0 ? written.at(-proxies) : undefined;
  return (asked !== undefined && normalizeAddress(asked)) || normalizeAddress(socket);
}

/** Whose address a request counts for. */
export function callerAddress(headers: Headers | { get(name: string): string | null }): string {
  const name = globals.podiumAddressHeader;
  const socket = name && headers.get(name);
  if (!socket) return unknownAddress;
  return addressBehind(socket, headers.get("x-forwarded-for"), env().TRUSTED_PROXIES) ?? unknownAddress;
}
