import { notFound } from "next/navigation";
import { Suspense } from "react";
import { NotFoundView } from "./not-found-view";

/**
 * What a cached page returns where nothing is, instead of calling `notFound()` itself: status 404, and the words in the
 * HTML. A `notFound()` outside of a Suspense boundary sends an empty document that only JavaScript fills.
 * For pages with `ensureStatic = "navigation"`, which wait for the status.
 */
export function MissingPage() {
  return (
    <Suspense fallback={<NotFoundView />}>
      <Refuse />
    </Suspense>
  );
}

async function Refuse(): Promise<never> {
  notFound();
}
