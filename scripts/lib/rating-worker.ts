/** The thread that rates, see scripts/rating-worker.mjs. */
import { parentPort } from "node:worker_threads";
import { prisma } from "@/lib/db/prisma";
import { keepRating } from "@/lib/rankings/rater";

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());
await keepRating(stopping.signal);
await prisma.$disconnect();
