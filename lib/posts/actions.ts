"use server";

import { getLocale } from "next-intl/server";
import { redirect } from "@/lib/i18n/navigation";
import { action } from "@/lib/operation/action";
import * as operations from "./operations";

/** The upload form without JavaScript; with it, the browser posts to the API for the sake of its progress. */
export const uploadPost = action(operations.createPost, async ({ id }) => {
  redirect({ href: `/images/${id}`, locale: await getLocale() });
});

export const editPost = action(operations.replacePost);

export const removePost = action(operations.deletePost, async () => {
  redirect({ href: "/", locale: await getLocale() });
});
