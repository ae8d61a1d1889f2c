import { availableParallelism } from "node:os";
import sharp from "sharp";

// sharp opens SVG, TIFF, PDF and more under any name: everything is shut, then these five are opened, from memory only.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});
// Every upload is another image: nothing would ever be found in the cache.
sharp.cache(false);
// Threads within one encoder. More than two would only take cores from the pages.
sharp.concurrency(Math.min(2, availableParallelism()));

/** sharp with only the loaders we want. Import it from here and nowhere else. */
export { sharp };
