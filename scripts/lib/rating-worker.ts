/** The thread that rates, seals votes and tests voters: see scripts/rating-worker.mjs. */
import { parentPort } from "node:worker_threads";
import { prisma } from "@/lib/db/prisma";
import { keepVotesHonest } from "@/lib/integrity/keeper";
import { keepRating } from "@/lib/rankings/rater";

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());
await Promise.all([keepRating(stopping.signal), keepVotesHonest(stopping.signal)]);
await prisma.$disconnect();
