/** Run by the start: the environment as the site will read it, or what is wrong with it. Node 20 reads no TypeScript. */
import { parseEnv } from "@/lib/env/env";

try {
  process.send?.({ env: parseEnv(process.env) });
} catch (error) {
  process.send?.({ complaint: error instanceof Error ? error.message : String(error) });
}
