/** The thread that rates, seals votes, tests voters, reads the words of new posts, removes loose files and looks at old images: see scripts/rating-worker.mjs. */
import { parentPort } from "node:worker_threads";
import { prisma } from "@/lib/db/prisma";
import { keepVotesHonest } from "@/lib/integrity/keeper";
import { log } from "@/lib/log/log";
import { backfillLikeness } from "@/lib/posts/backfill-likeness";
import { keepRating } from "@/lib/rankings/rater";
import { keepVocabulary } from "@/lib/search/keeper";
import { keepFilesSwept } from "@/lib/storage/keeper";

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());
await Promise.all([
  keepRating(stopping.signal),
  keepVotesHonest(stopping.signal),
  keepVocabulary(stopping.signal),
  keepFilesSwept(stopping.signal),
  backfillLikeness({ signal: stopping.signal }).catch((error: unknown) =>
    log.warn({ err: error }, "old images were not looked at; the next start will"),
  ),
]);
await prisma.$disconnect();
