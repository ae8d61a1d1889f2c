// Prints the URL of the database that Podium uses: npm run db:url
import { dataDirectory } from "./lib/child.mjs";
import { findRun } from "./lib/instance.mjs";

const found = await findRun(dataDirectory);
const url = process.env.DATABASE_URL || found?.run.databaseUrl;
if (url) console.log(url);
if (!url) console.error("There is no database yet: start Podium once with `npm start`.");
else if (!process.env.DATABASE_URL && !found?.alive) console.error("Podium is not running, and nor is this database.");
process.exitCode = url ? 0 : 1;
