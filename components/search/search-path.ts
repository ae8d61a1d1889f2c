import type { ListAddresses } from "@/lib/posts/gallery-path";
import type { SearchSort } from "@/lib/search/cursor";

/** What a page of results shows, all of it in its address. */
export interface SearchPlace {
  readonly q: string;
  readonly sort: SearchSort;
}

/** The address of a search, without what is so anyhow. */
export function searchHref({ q, sort, cursor }: SearchPlace & { cursor?: string | null }) {
  return {
    pathname: "/search",
    query: { ...(q && { q }), ...(sort !== "relevance" && { sort }), ...(cursor && { cursor }) },
  };
}

/** Where a search goes on. */
export function searchAddresses({ q, sort }: SearchPlace): ListAddresses {
  const query = new URLSearchParams({ q, sort });
  return { api: `/api/v1/search?${query}&cursor=`, page: `/search?${query}&cursor=` };
}
