"use client";

import { useEffect, useState } from "react";
import { fromWire } from "@/lib/operation/wire-case";
import type { PostDetail } from "@/lib/posts/schema";

/** All there is to know about a post; "gone" when it was hidden or deleted meanwhile, "failed" when the network is away. */
export type Detail = PostDetail | "loading" | "gone" | "failed";

async function fetchDetail(id: number, signal: AbortSignal): Promise<Detail> {
  try {
    const response = await fetch(`/api/v1/images/${id}`, { signal });
    if (response.status === 404) return "gone";
    if (!response.ok) return "failed";
    const post = fromWire(await response.json()) as PostDetail;
    return { ...post, createdAt: new Date(post.createdAt) };
  } catch {
    return "failed";
  }
}

/** Asks for a post anew each time that it is opened, so that nobody looks at what was taken down. */
export function useDetail(id: number): Detail {
  const [known, setKnown] = useState<{ id: number; detail: Detail }>({ id, detail: "loading" });
  useEffect(() => {
    const control = new AbortController();
    void fetchDetail(id, control.signal).then((detail) => {
      if (!control.signal.aborted) setKnown({ id, detail });
    });
    return () => control.abort();
  }, [id]);
  return known.id === id ? known.detail : "loading";
}
