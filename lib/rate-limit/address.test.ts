import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { env } from "@/lib/env/env";
import { addressBehind, callerAddress, normalizeAddress, unknownAddress } from "./address";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  [" 192.0.2.7:4711 ", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::FFFF:c000:0207", "192.0.2.7"],
  ["[::ffff:192.0.2.7]:4711", "192.0.2.7"],
  ["0:0:0:0:0:ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::1]:443", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["2001:db8::192.0.2.7", "2001:db8:0:0::/64"],
  ["", null],
  ["unknown", null],
  ["_hidden", null],
  ["1.2.3", null],
  ["1.2.3.4.5", null],
  ["2001:db8:::1", null],
])("the address %j counts as %j", (text, expected) => {
  expect(normalizeAddress(text)).toBe(expected);
});

test("two addresses of one /64 are one caller, those of two are two", () => {
  const group = fc.integer({ min: 1, max: 0xffff }).map((number) => number.toString(16));
  const groups = (length: number) =>
    fc.array(group, { minLength: length, maxLength: length }).map((all) => all.join(":"));
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), groups(4), (net, other, host, neighbour) => {
      expect(normalizeAddress(`${net}:${host}`)).toBe(normalizeAddress(`${net}:${neighbour}`));
      if (net !== other) expect(normalizeAddress(`${net}:${host}`)).not.toBe(normalizeAddress(`${other}:${host}`));
    }),
  );
});

test.each([
  ["no proxy is trusted", "203.0.113.9, 203.0.113.8", 0, "192.0.2.1"],
  ["one is", "203.0.113.9, 203.0.113.8", 1, "203.0.113.8"],
  ["two are", "203.0.113.9, 203.0.113.8", 2, "203.0.113.9"],
  ["a proxy was gone around", "203.0.113.8", 2, "192.0.2.1"],
  ["the proxy says nothing", null, 1, "192.0.2.1"],
  ["what it says is no address", "203.0.113.9, nonsense", 1, "192.0.2.1"],
] as const)("the address is the right one when %s", (_, forwardedFor, proxies, expected) => {
  expect(addressBehind("192.0.2.1", forwardedFor, proxies)).toBe(expected);
});

test("whatever a client writes, its own proxy's word comes last and counts", () => {
  fc.assert(
    fc.property(fc.string(), (forged) => {
      expect(addressBehind("192.0.2.1", `${forged}, 203.0.113.8`, 1)).toBe("203.0.113.8");
      expect(addressBehind("192.0.2.1", forged, 0)).toBe("192.0.2.1");
    }),
  );
});

const globals = globalThis as { podiumAddressHeader?: string | undefined };
afterEach(() => {
  globals.podiumAddressHeader = undefined;
  env().TRUSTED_PROXIES = 0;
});

test("the server's own header counts only where the server says that it writes it", () => {
  const headers = new Headers({ "x-podium-address": "192.0.2.1", "x-forwarded-for": "203.0.113.8" });
  expect(callerAddress(headers)).toBe(unknownAddress);
  globals.podiumAddressHeader = "x-podium-address";
  expect(callerAddress(headers)).toBe("192.0.2.1");
  env().TRUSTED_PROXIES = 1;
  expect(callerAddress(headers)).toBe("203.0.113.8");
});
