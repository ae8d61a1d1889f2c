import { expect, test } from "vitest";
import { readTicket, writeTicket } from "./tickets";

const drawn = { pair: [34, 12], probability: 1 / 1770 } as const;

test("a ticket brings back the very pair, its sides and its probability", () => {
  const ticket = writeTicket(drawn);
  expect(readTicket(ticket)).toEqual(drawn);
  expect(encodeURIComponent(ticket)).toBe(ticket);
});

test("a ticket runs out after an hour", () => {
  const now = Date.now();
  const ticket = writeTicket(drawn, now);
  expect(readTicket(ticket, now + 3_599_000)).toEqual(drawn);
  expect(readTicket(ticket, now + 3_601_000)).toBeNull();
});

test("nobody can write a ticket for the pair they would like to judge", () => {
  const ticket = writeTicket(drawn);
  const signature = ticket.split("_").slice(4).join("_");
  for (const forged of [
    ticket.replace("34_12", "34_13"),
    ticket.replace("34_12", "12_34"),
    ticket.slice(0, -1),
    `34_12_1_9999999999999_${signature}`,
    "34_12_1_9999999999999_",
    "34-12",
    "",
    "_____",
  ]) {
    expect(readTicket(forged)).toBeNull();
  }
});
