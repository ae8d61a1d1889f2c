import { createTranslator } from "next-intl";
import { loadMessages } from "@/lib/i18n/messages";
import { isLocale } from "@/lib/i18n/routing";
import { escapeXml } from "@/lib/syndication/xml";

const style = `
  :root { color-scheme: light dark; --paper: #faf9f7; --ink: #18181b; --muted: #57534e }
  @media (prefers-color-scheme: dark) { :root { --paper: #0f0f11; --ink: #f4f3f0; --muted: #a8a29e } }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; padding: 1.5rem; text-align: center;
    background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
  h1 { margin: 0; font-size: 1.5rem } p { margin: 0; color: var(--muted) } a { color: inherit; font-weight: 600 }`;

/** What the service worker shows when there is no network: one file that needs no other. */
export async function GET(_: Request, { params }: RouteContext<"/offline/[locale]">): Promise<Response> {
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: "common.offline" });
  const [title, text, retry] = [t("title"), t("text"), t("retry")].map(escapeXml);
  const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><style>${style}</style><main><h1>${title}</h1><p>${text}</p><p><a href="">${retry}</a></p></main></html>`;
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" } });
}
