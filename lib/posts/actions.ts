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

/** A prompt that was left empty is taken from the file, unless its author does not publish what is in there. */
function fillPrompt(input: Record<string, unknown>): Record<string, unknown> {
  const { file, prompt, publish } = input;
  if (String(prompt ?? "").trim() !== "" || publish !== "all") return input;
  if (!(file instanceof Uint8Array) || file.length > imageLimits.bytes) return input;
  const { prompt: found } = readMetadata(file);
  return found ? { ...input, prompt: fittingPrompt(found) } : input;
}

/**
 * The upload form without JavaScript; with it, the browser posts to the API for the sake of its progress. No script fills
 * the form there, so the server does.
 */
export const uploadPost = action(
  operations.createPost,
  async ({ id }, form) => goTo(`/images/${id}`, form),
  fillPrompt,
);

/** Saves everything that the owner may change. */
export const editPost = action(operations.replacePost);

/** Deletes the owner's post and goes to the gallery. */
export const removePost = action(operations.deletePost, async (_, form) => goTo("/", form));
