import { createHmac, timingSafeEqual } from "node:crypto";
import { sessionSecret } from "@/lib/auth/session";
import type { DrawnPair } from "./pair-selection";

/** How long somebody who chose signed out may take to sign in or up, in ms. */
const lifetime = 60 * 60 * 1_000;

const sign = (text: string) => createHmac("sha256", sessionSecret()).update(`pair:${text}`).digest("base64url");

/**
 * A pair as it was drawn, in a form that can travel through an address: signed, so that nobody can pick the pair they
 * want to judge by writing one.
 */
export function writeTicket({ pair, probability }: DrawnPair, now = Date.now()): string {
  const text = [...pair, probability, now + lifetime].join("_");
  return `${text}_${sign(text)}`;
}

/** The pair that a ticket speaks of; null for one that is forged, broken or too old. */
export function readTicket(ticket: string, now = Date.now()): DrawnPair | null {
  const end = ticket.indexOf("_", ticket.split("_", 4).join("_").length);
  if (end < 0) return null;
  const [text, signature] = [ticket.slice(0, end), Buffer.from(ticket.slice(end + 1))];
  const expected = Buffer.from(sign(text));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null;
  const [left, right, probability, expiry] = text.split("_").map(Number) as [number, number, number, number];
  return expiry > now ? { pair: [left, right], probability } : null;
}
