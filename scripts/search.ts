/** What searches read beside the posts, from the shell. */
import { prisma } from "@/lib/db/prisma";
import { rebuildProjections } from "@/lib/search/vocabulary-mutations";
import { connectToSite } from "./lib/connect-to-site";

const usage = `npm run search -- rebuild

  counts the likes of every image anew, and reads the words of all visible prompts again`;

try {
  if (process.argv[2] !== "rebuild" || process.argv.length > 3) throw new Error(usage);
  await connectToSite();
  await rebuildProjections();
  const [counted] = await prisma.$queryRaw<{ images: number; words: number }[]>`
    SELECT (SELECT COUNT(*)::int FROM image_like_counts) AS images, (SELECT COUNT(*)::int FROM search_vocabulary) AS words`;
  console.log(`The likes of ${counted?.images} images were counted and ${counted?.words} words were read.`);
  await prisma.$disconnect();
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
}
