"use server";

import { redirect } from "next/navigation";
import { localePath } from "@/lib/i18n/paths";
import { isLocale, routing } from "@/lib/i18n/routing";
import { action } from "@/lib/operation/action";
import * as operations from "./operations";

/** The form says which language its page had: an action has no path of its own. */
function goTo(path: string, form: FormData): never {
  const locale = String(form.get("locale"));
  redirect(localePath(path, isLocale(locale) ? locale : routing.defaultLocale));
}

/** The upload form without JavaScript; with it, the browser posts to the API for the sake of its progress. */
export const uploadPost = action(operations.createPost, async ({ id }, form) => goTo(`/images/${id}`, form));

/** Saves everything that the owner may change. */
export const editPost = action(operations.replacePost);

/** Deletes the owner's post and goes to the gallery. */
export const removePost = action(operations.deletePost, async (_, form) => goTo("/", form));
