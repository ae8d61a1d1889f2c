// Shows a page of our own when there is no network, and takes images that another app shares with us. It keeps no page
// and no image of the site: what was hidden there must not live on here.
const offline = "offline-1";
const shared = "shared-1";
const pages = { en: "/offline/en", ko: "/offline/ko" };

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(offline).then((cache) => cache.addAll(Object.values(pages))));
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name !== offline && name !== shared) await caches.delete(name);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

/** How long a shared image waits for its form, in ms. */
const patience = 3_600_000;

/** Removes a shared image that nobody came for. */
async function forgetShared() {
  const cache = await caches.open(shared);
  const kept = await cache.match("/shared-file");
  if (kept && Date.now() - Number(kept.headers.get("X-Time")) > patience) await cache.delete("/shared-file");
}

async function takeShared(request) {
  const page = self.navigator.language.startsWith("ko") ? "/ko/upload" : "/upload";
  // The phone's own sharing comes from no page. A form of another site is none of it.
  if (request.referrer && new URL(request.referrer).origin !== location.origin) return Response.redirect(page, 303);
  try {
    const file = (await request.formData()).get("file");
    if (!(file instanceof File)) return Response.redirect(`${page}?shared=missed`, 303);
    const headers = {
      "Content-Type": file.type,
      "X-Name": encodeURIComponent(file.name),
      "X-Time": String(Date.now()),
    };
    await (await caches.open(shared)).put("/shared-file", new Response(file, { headers }));
    return Response.redirect(`${page}?shared=1`, 303);
  } catch {
    // No form that can be read, or no room for the file.
    return Response.redirect(`${page}?shared=missed`, 303);
  }
}

/** As the browser itself would load a page. A plain fetch may answer with an old copy while it asks for a new one. */
async function load({ request, preloadResponse }) {
  return (await preloadResponse) ?? fetch(request, { cache: "no-cache" });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === "/share-target") event.respondWith(takeShared(request));
  else if (request.mode === "navigate" && request.method === "GET") {
    event.waitUntil(forgetShared());
    event.respondWith(
      load(event).catch(async () => {
        const page = await caches.match(/^\/ko(?:\/|$)/.test(pathname) ? pages.ko : pages.en);
        return page ?? Response.error();
      }),
    );
  }
});
