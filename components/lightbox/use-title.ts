"use client";

import { useEffect } from "react";
import { shortenPrompt } from "@/lib/posts/prompt-text";

/** Titles the window while something is open, and gives the page's own title back, to the very element that had it. */
export function useTitle(title: string): void {
  useEffect(() => {
    const element = document.querySelector("title");
    if (!element) return;
    const before = element.textContent;
    element.textContent = `${shortenPrompt(title, 60)} · Podium`;
    return () => {
      element.textContent = before;
    };
  }, [title]);
}
