// Keeps the last checks that were read, with styles and fonts, for days without a connection.
// Never kept: answers, tickets, the operator's pages, anything sent, anything marked no-store.
export {};

declare const self: ServiceWorkerGlobalScope;

const pages = 'sangto-pages';
const parts = 'sangto-parts';
const keptPages = 50;
const keptParts = 40;
const offlinePages = ['/offline/vi', '/offline/en'];

const isCheck = (path: string): boolean => /^\/(vi|en)\/checks\/[^/]+$/.test(path);
const isPart = (path: string): boolean => /^\/(assets|icons)\/[^/]+$/.test(path);

self.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const path: unknown = event.data?.read;
  if (typeof path === 'string' && isCheck(path))
    event.waitUntil(fetchAndKeep(new Request(path)).catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isPart(url.pathname)) event.respondWith(partFirstFromCache(request));
  else if (request.mode === 'navigate') event.respondWith(pageFirstFromNetwork(request, url));
});

/** The offline pages and whatever they link to; names carry hashes, so they are read out of the pages themselves. */
async function install(): Promise<void> {
  const cache = await caches.open(parts);
  for (const path of offlinePages) {
    const response = await fetch(path, { cache: 'reload' });
    if (!response.ok) continue;
    await cache.put(path, response.clone());
    await Promise.all(addressesIn(await response.text()).map((address) => keepPart(address)));
  }
}

const addressesIn = (text: string): string[] => [...new Set(text.match(/\/(assets|icons)\/[\w.-]+/g) ?? [])];

async function keepPart(address: string): Promise<void> {
  const response = await partFirstFromCache(new Request(address));
  if (address.endsWith('.css'))
    await Promise.all(addressesIn(await response.text()).map((a) => partFirstFromCache(new Request(a))));
}

/** Names of parts carry their hash, so what is kept is never out of date. */
async function partFirstFromCache(request: Request): Promise<Response> {
  const cache = await caches.open(parts);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(cache, request, response.clone(), keptParts);
  return response;
}

async function pageFirstFromNetwork(request: Request, url: URL): Promise<Response> {
  try {
    return isCheck(url.pathname) && url.search === '' ? await fetchAndKeep(request) : await fetch(request);
  } catch {
    const kept = isCheck(url.pathname) ? await (await caches.open(pages)).match(url.pathname) : undefined;
    const lang = url.pathname.startsWith('/en') ? 'en' : 'vi';
    return kept ?? (await (await caches.open(parts)).match(`/offline/${lang}`)) ?? Response.error();
  }
}

async function fetchAndKeep(request: Request): Promise<Response> {
  const response = await fetch(request);
  const mayKeep = response.ok && !response.redirected && !response.headers.get('cache-control')?.includes('no-store');
  if (mayKeep)
    await keep(await caches.open(pages), new Request(new URL(request.url).pathname), response.clone(), keptPages);
  return response;
}

/** Puts last what was used last, and lets go of the first beyond `most`; the offline pages always stay. */
async function keep(cache: Cache, request: Request, response: Response, most: number): Promise<void> {
  await cache.delete(request);
  await cache.put(request, response);
  const others = (await cache.keys()).filter((r) => !offlinePages.includes(new URL(r.url).pathname));
  await Promise.all(others.slice(0, Math.max(0, others.length - most)).map((r) => cache.delete(r)));
}
