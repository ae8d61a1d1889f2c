"use client";

import { useEffect, useState } from "react";
import type { GenerationMetadata } from "@/lib/metadata/metadata";

/** The reader is fetched when a file is chosen, so that the page does not carry it. */
async function read(file: File): Promise<GenerationMetadata> {
  const [{ readMetadata }, bytes] = await Promise.all([import("@/lib/metadata/read"), file.arrayBuffer()]);
  return readMetadata(new Uint8Array(bytes));
}

/** What the chosen file says about how it was made, read here before anything is sent; null until it is known. */
export function useFileMetadata(file: File | null): GenerationMetadata | null {
  const [known, setKnown] = useState<{ file: File; metadata: GenerationMetadata } | null>(null);
  useEffect(() => {
    if (!file) return;
    let isCurrent = true;
    read(file).then(
      (metadata) => isCurrent && setKnown({ file, metadata }),
      // A file that is gone, or a connection: the server reads it anyway.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [file]);
  return known && known.file === file ? known.metadata : null;
}
