/** The thread that rates: started by instrumentation.ts beside the site, never on the path of a request. */
import { parentPort } from "node:worker_threads";
import { prisma } from "@/lib/db/prisma";
import { keepRating } from "@/lib/rankings/rater";

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());
await keepRating(stopping.signal);
await prisma.$disconnect();
