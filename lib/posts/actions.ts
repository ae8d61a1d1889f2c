"use server";

import { redirect } from "next/navigation";
import { localePath } from "@/lib/i18n/paths";
import { isLocale, routing } from "@/lib/i18n/routing";
import { readMetadata } from "@/lib/metadata/read";
import { action } from "@/lib/operation/action";
import * as operations from "./operations";
import { fittingPrompt } from "./parameters";
import { imageLimits } from "./upload-limits";

/** The form says which language its page had: an action has no path of its own. */
function goTo(path: string, form: FormData): never {
  const locale = String(form.get("locale"));
  redirect(localePath(path, isLocale(locale) ? locale : routing.defaultLocale));
}

const createPost = action(operations.createPost, async ({ id }, form) => goTo(`/images/${id}`, form));

/** A prompt that was left empty is taken from the file, unless its author does not publish what is in there. */
async function fillPrompt(form: FormData): Promise<void> {
  const file = form.get("file");
  if (String(form.get("prompt") ?? "").trim() !== "" || form.getAll("publish").at(-1) !== "all") return;
  if (!(file instanceof File) || file.size > imageLimits.bytes) return;
  const { prompt } = readMetadata(new Uint8Array(await file.arrayBuffer()));
  if (prompt) form.set("prompt", fittingPrompt(prompt));
}

/**
 * The upload form without JavaScript; with it, the browser posts to the API for the sake of its progress. No script fills
 * the form there, so the server does.
 */
export async function uploadPost(...[state, form]: Parameters<typeof createPost>): ReturnType<typeof createPost> {
  await fillPrompt(form);
  return createPost(state, form);
}

/** Saves everything that the owner may change. */
export const editPost = action(operations.replacePost);

/** Deletes the owner's post and goes to the gallery. */
export const removePost = action(operations.deletePost, async (_, form) => goTo("/", form));
