import pg from "pg";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env/env";
import { processImage } from "@/lib/images/process";
import { sharp } from "@/lib/images/sharp";
import { writeFinishedDays } from "@/lib/rankings/archive-mutations";
import { storeModelBoard } from "@/lib/rankings/model-board-mutations";
import { createProjection } from "@/lib/rankings/projection";
import { replayRatings } from "@/lib/rankings/replay";
import { createStorageKey, variantPath } from "@/lib/storage/keys";
import { storage } from "@/lib/storage/storage";
import { works } from "./catalogue";
import { demoHandles, imagineCommunity } from "./community";
import { drawAll } from "./draw-pool";
import { createRandom } from "./random";
import { type FinishedPost, hasPosts, lock, publish, removeUnfinished, reserve } from "./store";

/**
 * Fills an empty site with the demo: members, pictures, likes and votes. Does nothing where anything was ever posted.
 * Interrupted at any moment it leaves nothing visible, and the next start removes what it wrote and begins anew.
 */
async function seed(): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, options: "-c timezone=UTC" });
  await client.connect();
  try {
    await lock(client);
    if (await hasPosts(client)) return;
    await removeUnfinished(client);

    const community = imagineCommunity(works.length, demoHandles.length, createRandom(20));
    const ordered = community.posts.map((post) => {
      const work = works[post.work];
      if (!work) throw new RangeError(`There is no picture ${post.work}.`);
      return { work, storageKey: createStorageKey() };
    });
    const ids = await reserve(
      client,
      community,
      ordered.map(({ work, storageKey }) => ({ storageKey, modelName: work.style })),
    );

    const finished: FinishedPost[] = [];
    await drawAll(
      ordered.map(({ work }) => work),
      async (index, drawn) => {
        const { work, storageKey } = ordered[index] as (typeof ordered)[number];
        const { width, height } = work;
        // The same road as an upload: a file goes in. It is thrown away at once, so it is not worth compressing.
        const file = await sharp(drawn.data, { raw: { width, height, channels: 3 } })
          .png({ compressionLevel: 0 })
          .toBuffer();
        const image = await processImage(file, { avifEffort: 0 });
        await Promise.all(
          image.variants.flatMap((variant) => [
            storage().write(`${storageKey}/${variant.width}.avif`, variant.avif),
            storage().write(`${storageKey}/${variant.width}.webp`, variant.webp),
          ]),
        );
        const variantWidths = image.variants.map((variant) => variant.width);
        finished.push({
          id: ids.posts[index] as number,
          prompt: drawn.prompt,
          imageUrl: variantPath(storageKey, variantWidths.at(-1) as number, "webp"),
          width: image.width,
          height: image.height,
          variantWidths,
          placeholder: image.placeholder,
        });
        console.log(`  ${finished.length}/${works.length} images`);
      },
    );
    await publish(client, finished, community, ids);
    // The past that the boards look back on; the running site goes on from there.
    const hour = 60 * 60 * 1_000;
    await replayRatings(Array.from({ length: 36 }, (_, n) => new Date(Date.now() - (n + 1) * 6 * hour)));
    await createProjection().step();
    await storeModelBoard();
    await writeFinishedDays();
  } finally {
    await client.end();
    await prisma.$disconnect();
  }
}

await seed();
