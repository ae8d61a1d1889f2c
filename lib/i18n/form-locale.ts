import { isLocale, type Locale, routing } from "./routing";

/** The language of the page that a form stands on, from its hidden field `locale`. */
export function formLocale(form: FormData): Locale {
  const locale = form.get("locale");
  return typeof locale === "string" && isLocale(locale) ? locale : routing.defaultLocale;
}
