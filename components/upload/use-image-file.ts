"use client";

import { useCallback, useEffect, useState } from "react";
import { acceptedTypes, imageLimits } from "@/lib/posts/upload-limits";

/** What is wrong with a file, as far as a browser can tell. It does not open it: the server judges by the bytes. */
export function complaintAbout(file: Pick<File, "size" | "type">): "tooLarge" | "wrongType" | null {
  if (file.size > imageLimits.bytes) return "tooLarge";
  // A browser that does not know the type says nothing.
  if (file.type !== "" && !acceptedTypes.split(",").includes(file.type)) return "wrongType";
  return null;
}

/** The chosen file and an address to show it by, which lives as long as the file is chosen. */
export function useImageFile() {
  const [chosen, setChosen] = useState<{ file: File; url: string } | null>(null);
  useEffect(() => {
    if (chosen) return () => URL.revokeObjectURL(chosen.url);
  }, [chosen]);
  const choose = useCallback((file: File) => setChosen({ file, url: URL.createObjectURL(file) }), []);
  return { chosen, choose };
}

/** Calls `onFile` for an image that is pasted anywhere on the page. Pasted text goes where it always goes. */
export function usePastedFile(onFile: (file: File) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (!file) return;
      event.preventDefault();
      onFile(file);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [onFile]);
}
