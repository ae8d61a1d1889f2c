import { createNavigation } from "next-intl/navigation";
import type { ComponentProps } from "react";
import { routing } from "./routing";

const navigation = createNavigation(routing);

export const { redirect, usePathname, useRouter, getPathname } = navigation;

/**
 * A link to a page of this site, in the language one reads. Its page is fetched ahead by `FetchAhead`, when somebody is about to
 * follow it or once the page is at rest, and not as soon as it is seen, while the page is still coming. `prefetch` says how much: `true` the
 * whole page, `false` nothing, otherwise what all pages of its kind share.
 */
export function Link({ prefetch, ...props }: ComponentProps<typeof navigation.Link>) {
  const ahead = prefetch === false ? {} : { "data-ahead": prefetch === true ? "whole" : "shell" };
  return <navigation.Link {...props} {...ahead} prefetch={false} />;
}
