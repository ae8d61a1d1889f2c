"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { clearSessionCookie, setSessionCookie } from "@/lib/auth/session-cookie";
import { localePath } from "@/lib/i18n/paths";
import { isLocale, routing } from "@/lib/i18n/routing";
import { action } from "@/lib/operation/action";
import type { FormState } from "@/lib/operation/form-state";
import { requireSameSite } from "@/lib/operation/same-site";
import * as entrances from "./entrance-operations";
import { nextPath } from "./next-path";
import * as operations from "./operations";
import * as profile from "./profile-operations";
import type { OwnProfile } from "./profile-schema";
import type { SignedIn } from "./schema";

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

/** What stands beside a form of the settings is drawn again with its answer. */
const drawAgain = async () => refresh();

const submitProfile = action(profile.updateProfile, drawAgain);
const submitAvatar = action(profile.setAvatar, drawAgain);
const submitNoAvatar = action(profile.removeAvatar, drawAgain);
const submitPassword = action(entrances.changePassword, async (account) => setSessionCookie(account));

/** Fields: bio, links (one a line). */
export async function updateProfile(state: FormState<OwnProfile>, form: FormData): Promise<FormState<OwnProfile>> {
  return submitProfile(state, form);
}

/** Field: file. */
export async function setAvatar(state: FormState<OwnProfile>, form: FormData): Promise<FormState<OwnProfile>> {
  return submitAvatar(state, form);
}

/** No fields. */
export async function removeAvatar(state: FormState<void>, form: FormData): Promise<FormState<void>> {
  return submitNoAvatar(state, form);
}

/** Fields: currentPassword, password. This browser stays signed in. */
export async function changePassword(state: FormState<SignedIn>, form: FormData): Promise<FormState<SignedIn>> {
  return submitPassword(state, form);
}

/** Field: tokens. Goes to the sign-in. */
export const signOutEverywhere = action(entrances.signOutEverywhere, async (_, form) => {
  await clearSessionCookie();
  redirect(localePath("/sign-in", formLocale(form)));
});
