import { prisma } from "../lib/db/prisma";
import { sweep } from "../lib/posts/sweep";

/** Removes what interrupted uploads left behind. Run at every start; harmless at any time. */
const report = await sweep();
const done = Object.entries(report).filter(([, count]) => count > 0);
if (done.length > 0) console.log(`sweep: ${done.map(([what, count]) => `${what} ${count}`).join(", ")}`);
await prisma.$disconnect();
