// Lets checks that were read be read again without a connection. Nothing about reading leaves the device.
export {};

const pages = 'sangto-pages';
const read = document.querySelector<HTMLElement>('[data-read]')?.dataset.read;

if ('serviceWorker' in navigator && isSecureContext) void keep();

const kept = document.querySelector<HTMLElement>('[data-kept]');
if (kept && 'caches' in window) void listKept(kept);

async function keep(): Promise<void> {
  const before = navigator.serviceWorker.controller;
  await navigator.serviceWorker.register('/sw.js');
  // The first page of a visit arrived before the worker did, so the worker is told of it.
  if (before || !read) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ read });
}

async function listKept(section: HTMLElement): Promise<void> {
  const cache = await caches.open(pages);
  const list = section.querySelector('ul');
  for (const request of [...(await cache.keys())].reverse()) {
    const page = await cache.match(request);
    if (!page || !list) continue;
    const title = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('h1')?.textContent;
    const link = document.createElement('a');
    link.href = new URL(request.url).pathname;
    link.textContent = title ?? link.href;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
    section.hidden = false;
  }
}
