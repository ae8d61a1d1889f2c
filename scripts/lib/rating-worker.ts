/** The thread that rates, seals votes, tests voters and reads the words of new posts: see scripts/rating-worker.mjs. */
import { parentPort } from "node:worker_threads";
import { prisma } from "@/lib/db/prisma";
import { keepVotesHonest } from "@/lib/integrity/keeper";
import { keepRating } from "@/lib/rankings/rater";
import { keepVocabulary } from "@/lib/search/keeper";

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());
await Promise.all([keepRating(stopping.signal), keepVotesHonest(stopping.signal), keepVocabulary(stopping.signal)]);
await prisma.$disconnect();
