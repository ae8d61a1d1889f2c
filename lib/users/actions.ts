"use server";

import { redirect } from "next/navigation";
import { clearSessionCookie, setSessionCookie } from "@/lib/auth/session-cookie";
import { isLocale, routing } from "@/lib/i18n/routing";
import { action } from "@/lib/operation/action";
import type { FormState } from "@/lib/operation/form-state";
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

const submitSignUp = action(operations.signUp, enter);
const submitSignIn = action(operations.signIn, enter);

/** Makes an account, signs the browser in and goes to the form's `next` page. */
export async function signUp(state: FormState, form: FormData): Promise<FormState> {
  return submitSignUp(state as never, form);
}

/** Signs the browser in and goes to the form's `next` page. */
export async function signIn(state: FormState, form: FormData): Promise<FormState> {
  return submitSignIn(state as never, form);
}

/** Signs the browser out, where it is. */
export async function signOut(): Promise<void> {
  await clearSessionCookie();
}

/** Signs the browser out and goes to the gallery; for the plain form of /sign-out. */
export async function signOutToGallery(form: FormData): Promise<void> {
  await clearSessionCookie();
  redirect(nextPath("/", formLocale(form)));
}
