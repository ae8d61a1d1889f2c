"use client";

import { useEffect, useRef, useState } from "react";
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

/** Who leafs on within so many ms, as a key that is held down does, does not read what stands beside the images. */
const leafing = 400;

/**
 * Asks for a post anew each time that it is opened, so that nobody looks at what was taken down; of images that are leafed
 * through fast, for the one that one stops at.
 */
export function useDetail(id: number): { detail: Detail; retry: () => void } {
  const [known, setKnown] = useState<{ id: number; detail: Detail }>({ id, detail: "loading" });
  const [attempt, setAttempt] = useState(0);
  const lastTurn = useRef(Number.NEGATIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    const control = new AbortController();
    const now = performance.now();
    const wait = now - lastTurn.current < leafing ? leafing : 0;
    lastTurn.current = now;
    const timer = setTimeout(async () => {
      const detail = await fetchDetail(id, control.signal);
      if (!control.signal.aborted) setKnown({ id, detail });
    }, wait);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [id, attempt]);
  const retry = () => {
    setKnown({ id, detail: "loading" });
    setAttempt(attempt + 1);
  };
  return { detail: known.id === id ? known.detail : "loading", retry };
}
