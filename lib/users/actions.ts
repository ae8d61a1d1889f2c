"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { clearSessionCookie, setSessionCookie } from "@/lib/auth/session-cookie";
import { isLocale, routing } from "@/lib/i18n/routing";
import { action } from "@/lib/operation/action";
import { requireSameSite } from "@/lib/operation/same-site";
import { nextPath } from "./next-path";
import * as operations from "./operations";

async function enter(account: { id: number; sessionVersion: number }, form: FormData): Promise<void> {
  await setSessionCookie(account);
  redirect(nextPath(form.get("next"), formLocale(form)));
}

function formLocale(form: FormData) {
  const locale = String(form.get("locale"));
  return isLocale(locale) ? locale : routing.defaultLocale;
}

/** Makes an account, signs the browser in and goes to the form's `next` page. */
export const signUp = action(operations.signUp, enter);

/** Signs the browser in and goes to the form's `next` page. */
export const signIn = action(operations.signIn, enter);

/** Signs the browser out, where it is. */
export async function signOut(): Promise<void> {
  requireSameSite(await headers());
  await clearSessionCookie();
}

/** Signs the browser out and goes to the gallery; for the plain form of /sign-out. */
export async function signOutToGallery(form: FormData): Promise<void> {
  requireSameSite(await headers());
  await clearSessionCookie();
  redirect(nextPath("/", formLocale(form)));
}
