"use server";

import { redirect } from "next/navigation";
import { clearSessionCookie } from "@/lib/auth/session-cookie";
import { localePath } from "@/lib/i18n/paths";
import { isLocale, routing } from "@/lib/i18n/routing";
import { action } from "@/lib/operation/action";
import * as operations from "./operations";

/** Fields: password, or handle for an account without one here. Signs the browser out and says goodbye. */
export const deleteAccount = action(operations.deleteAccount, async (_, form) => {
  await clearSessionCookie();
  const locale = String(form.get("locale"));
  redirect(localePath("/goodbye", isLocale(locale) ? locale : routing.defaultLocale));
});
