/** Answers one message with one difference: see scripts/preview-worker.mjs. */
import { parentPort, workerData } from "node:worker_threads";
import { differBoards } from "@/lib/integrity/board-difference";

parentPort?.postMessage(await differBoards(workerData));
