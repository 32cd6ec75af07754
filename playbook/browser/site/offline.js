// Lets the page that checks documents open without a network. What comes from the network always goes first, so that
// nobody is left with an old page; only what fails to come is taken from what that page has kept.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fetch(request).catch(async (error) => {
    const kept = await caches.match(request.url.split("#")[0]);
    if (kept) return kept;
    throw error;
  }));
});
