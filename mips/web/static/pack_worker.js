/* Lets the page of kept packs open when the server is gone. It keeps that page and its script, and nothing else. */
"use strict";
const KEPT = "mips-pack-page-1";
const ours = url => url.pathname.endsWith("/pack/keep") || url.pathname.endsWith("/pack_keep.js");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim().then(async () => {
  for (const each of await self.clients.matchAll()) {
    const url = new URL(each.url);
    if (url.pathname.endsWith("/pack/keep")) {
      const page = await fetch(url.pathname, { redirect: "error" });
      if (!page.ok) continue;
      const kept = await caches.open(KEPT), script = /src="([^"]*pack_keep\.js[^"]*)"/.exec(await page.clone().text());
      await kept.put(url.pathname, page);
      if (script) await kept.add(script[1].replaceAll("&amp;", "&"));
    }
  }
})));
self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || !ours(url)) return;
  event.respondWith((async () => {
    const kept = await caches.open(KEPT);
    try {
      const answer = await fetch(event.request);
      if (answer.ok && !answer.redirected) await kept.put(event.request, answer.clone());
      if (answer.status < 500) return answer;
    } catch { /* the server is gone: what was kept serves */ }
    return (await kept.match(event.request, { ignoreSearch: true })) || Response.error();
  })());
});
