// Brings the database in DATABASE_URL up to date: node scripts/migrate.mjs
import { migrate } from "./lib/migrations.mjs";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("Set DATABASE_URL to the database to migrate. `npm start` migrates its own.");
  process.exit(1);
}
try {
  const applied = await migrate(url);
  console.log(applied.length ? `Applied ${applied.join(", ")}.` : "Nothing to do.");
} catch (error) {
  console.error(error instanceof Error && error.message ? error.message : error);
  process.exit(1);
}
