"use client";

import type { CSSProperties } from "react";
import type { Picture, PostSummary } from "@/lib/posts/schema";
import { GalleryItem } from "./gallery-item";
import { type Cell, cellRatio, justifyRows } from "./justified-rows";

/** What the gallery draws of a post. It goes to the browser with the page, so it is no more than that. */
export type GalleryPost = Picture & Pick<PostSummary, "author" | "likeCount">;

/**
 * A usual row's width ÷ height, and the width in pixels from which it holds: phone, tablet, laptop, wide screen. Where rows
 * are compact, each width has the next layout, and a wide screen the last one, which is for that alone.
 */
const layouts = [
  { target: 1.8, from: 0 },
  { target: 3.2, from: 640 },
  { target: 4.6, from: 1024 },
  { target: 6, from: 1536 },
  { target: 8, from: null },
] as const;

/** A cell's width as CSS reads it: `--s` its share of the row, `--g` the gaps in the row; `.gallery-cell` does the sum. */
const cellStyle = ({ share, gaps }: Cell, layout: number) => [
  [`--s${layout}`, share],
  [`--g${layout}`, gaps],
];

/** How many images the first row has in a layout. */
const firstRow = (cells: readonly Cell[] | undefined) => (cells?.[0]?.gaps ?? 0) + 1;

/** Alone in its row an image is as wide as the page without its margins; between others the gaps matter little. */
const shownWidth = (share: number) => (share === 1 ? "calc(100vw - 2rem)" : `${Math.ceil(share * 100)}vw`);

/**
 * One page of posts as justified rows. The rows are found on the server for every layout and chosen by media queries,
 * so that cached HTML fits every screen, nothing moves when scripts arrive, and a page that follows moves no row above.
 * A client component, because its props are a third of what its elements would add to the page.
 */
export function GalleryRows({
  posts,
  isLast,
  isFirst = false,
  label,
}: {
  posts: readonly GalleryPost[];
  isLast: boolean;
  /** At the top of the screen: the first row is fetched before other images. */
  isFirst?: boolean;
  label: string;
}) {
  const ratios = posts.map(cellRatio);
  const cells = layouts.map(({ target }) => justifyRows(ratios, target, { isLast }));
  // Somebody waits for the first row, but a phone's slow network is for its own, which has fewer images.
  const first = isFirst ? firstRow(cells[0]) : 0;
  const wide = isFirst ? firstRow(cells[2]) : 0;
  return (
    <ul aria-label={label} className="gallery-rows">
      {posts.map((post, index) => {
        const own = layouts.map(({ from }, layout) => ({
          from,
          cell: cells[layout]?.[index] ?? { share: 1, gaps: 0 },
        }));
        const style = Object.fromEntries(own.flatMap(({ cell }, layout) => cellStyle(cell, layout)));
        const sizes = own.flatMap(({ from, cell }) =>
          from === null ? [] : `${from ? `(min-width: ${from}px) ` : ""}${shownWidth(cell.share)}`,
        );
        return (
          <li key={post.id} style={style as CSSProperties} className="gallery-cell">
            <GalleryItem
              post={post}
              ratio={ratios[index] ?? 1}
              sizes={sizes.reverse().join(", ")}
              loading={index < first ? "first" : index < wide ? "firstWhereWide" : "lazy"}
            />
          </li>
        );
      })}
    </ul>
  );
}
