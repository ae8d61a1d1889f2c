/**
 * The thread that rates: started by instrumentation.ts beside the site, never on the path of a request. A thread does not
 * take `--import tsx` from its options in every version of Node, so it teaches itself to read TypeScript.
 */
import { register } from "tsx/esm/api";

register();
await import("./lib/rating-worker.ts");
