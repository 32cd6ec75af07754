// Keeps the page itself, so that it opens without a network: its own files, and a small worker that hands them out.

const CACHE = "playbook-page";

export async function keepOffline(root) {
  try {
    const worker = navigator.serviceWorker;
    if (!worker || !globalThis.caches) return;
    await worker.register(new URL("offline.js", root), { scope: root.pathname });
    const cache = await caches.open(CACHE);
    const wanted = own(root);
    await Promise.all(wanted.map((address) => cache.add(address)));
    for (const kept of await cache.keys()) if (!wanted.includes(kept.url)) await cache.delete(kept);
  } catch {
    // The page works all the same, as long as there is a network.
  }
}

// What the page and its worker consist of, without the engine's own files: these are kept where they are checked.
function own(root) {
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  const beside = ["worker.js", "start.js", "files.js"].map((name) => new URL(name, import.meta.url).href);
  const all = [location.href.split("#")[0], ...loaded, ...beside];
  return [...new Set(all)].filter((address) => address.startsWith(root.href) && !address.includes("/parts/"));
}
