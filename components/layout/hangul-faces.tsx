"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";

/** An image that does not come holds them up no longer than this, in ms. */
const patience = 5_000;

const fetchFaces = () => void import("./hangul-faces.css");

/**
 * Brings the faces of all letters but the Latin ones, of which a browser fetches the few files that a page's text needs. Their
 * list alone is larger than the rest of the stylesheet, so it comes after the page: on a Korean one as soon as scripts run, on
 * others, where single prompts and names need it, when everything else is there.
 */
export function HangulFaces() {
  const isKorean = useLocale() === "ko";
  useEffect(() => {
    if (isKorean || document.readyState === "complete") return fetchFaces();
    const timer = setTimeout(fetchFaces, patience);
    window.addEventListener("load", fetchFaces, { once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("load", fetchFaces);
    };
  }, [isKorean]);
  return null;
}
