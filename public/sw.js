// Shows a page of our own when there is no network, and takes images that another app shares with us. It keeps no page
// and no image of the site: what was hidden there must not live on here.
const offline = "offline-1";
const shared = "shared-1";
const pages = { en: "/offline/en", ko: "/offline/ko" };

async function fetchOfflinePages() {
  const cache = await caches.open(offline);
  await cache.addAll(Object.values(pages).map((page) => new Request(page, { cache: "no-cache" })));
}

/** How old a kept page may be, in ms: its words and its look change with the site. */
const maxAge = 86_400_000;

async function renewOfflinePages() {
  const kept = await caches.match(pages.en);
  if (!kept || Date.now() - Date.parse(kept.headers.get("Date")) > maxAge) await fetchOfflinePages();
}

self.addEventListener("install", (event) => {
  event.waitUntil(fetchOfflinePages());
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
  // The phone's own sharing comes from no page, so a form that says it is another site's is none of it. One that keeps its
  // referrer to itself looks the same as the phone's, by every header that is seen here. All it gets is an upload form with
  // its image in it: nothing is posted unless the member presses Post.
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

/** Pages whose forms sign out. Those that a script sends are followed by the page itself, see viewer-provider.tsx. */
const exits = /^\/(?:ko\/)?(?:sign-out|settings)$/;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST") {
    if (pathname === "/share-target") event.respondWith(takeShared(request));
    // What waits for its form is not for whoever comes next.
    else if (request.mode === "navigate" && exits.test(pathname)) event.waitUntil(caches.delete(shared));
  } else if (request.mode === "navigate" && request.method === "GET") {
    event.waitUntil(forgetShared());
    const answer = load(event);
    event.waitUntil(answer.then(renewOfflinePages).catch(() => {}));
    event.respondWith(
      answer.catch(async () => {
        const page = await caches.match(/^\/ko(?:\/|$)/.test(pathname) ? pages.ko : pages.en);
        return page ?? Response.error();
      }),
    );
  }
});
