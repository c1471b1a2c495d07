// The web as main starts it: routes, memory and socket put together.
import type { IncomingMessage } from 'node:http';
import type { Id } from '../base/ids.ts';
import { uiLangs } from '../base/lang.ts';
import { largestFile } from '../desk/index.ts';
import { pictureBytes } from './api/pictures.ts';
import { createApp } from './app.ts';
import { createDoor } from './door.ts';
import { negotiate } from './encoding.ts';
import { createImporter } from './importer.ts';
import { createListener } from './listen.ts';
import type { Render, WebOptions } from './options.ts';
import { createPageCache } from './page-cache.ts';
import { checkPath } from './pages/addresses.ts';
import { secured, securityHeaders } from './security-headers.ts';
import { importBytes } from './site/operator-import.ts';
import { createStaticFiles } from './static-files.ts';

export type WebServer = {
  /** Resolves with the port taken (another than asked for when that was 0); rejects when it cannot be had. */
  readonly listen: (port: number, host: string) => Promise<{ readonly port: number }>;
  /** Stops taking requests, ends the running import after its batch, and resolves when everybody was answered. */
  readonly close: () => Promise<void>;
  /** One request without a socket. `from` is the address it comes from. */
  readonly fetch: (request: Request, from?: string) => Promise<Response>;
  /** Forgets every finished page: to be called when a check changed. */
  readonly invalidate: () => void;
  /** Forgets the pages of some checks, of which something else is told from now on. */
  readonly forget: (checks: readonly Id[]) => Promise<void>;
};

/** Where a file of evidence comes in, from the form of the page or by API. */
const ofEvidence = /\/desk\/cases\/\d+\/evidence(\/[0-9a-f-]+\/file)?(\?|$)/;
const defaultPageBytes = 48 * 1024 * 1024;
const dayMs = 86_400_000;

/** Makes the server around a page renderer. The client build is read before the first request; a missing one leaves pages without script and style. */
export const serverWith = (render: Render, options: WebOptions): WebServer => {
  const common = securityHeaders(options.organisation.origin);
  const files = createStaticFiles(options.assets.folder, common);
  const cache = createPageCache({
    maxBytes: options.pageBytes ?? defaultPageBytes,
    today: () => Math.floor(options.world.now().getTime() / dayMs),
    common,
  });
  const leaving = new AbortController();
  const door = createDoor(options, render, cache, leaving.signal);
  const importer = createImporter({ onImport: options.onImport, log: options.log });
  const app = createApp(door, files, importer);
  const routed = async (request: Request, socket: string, incoming?: IncomingMessage): Promise<Response> =>
    secured(await app.fetch(request, incoming ? { incoming, socket } : { socket }), common);
  const listener = createListener({
    ready: (address, encoding) => cache.hit(address, encoding) ?? files.find(address, encoding),
    fetch: routed,
    bodyCap: (path) =>
      path === '/operator/imports'
        ? importBytes
        : path === '/api/v1/pictures'
          ? pictureBytes
          : ofEvidence.test(path)
            ? largestFile * 2
            : options.limits.bodyBytes,
    cached: options.metrics.cached,
    headers: common,
  });
  return {
    listen: async (port, host) => {
      await files.load();
      return listener.listen(port, host);
    },
    close: async () => {
      importer.stop();
      leaving.abort();
      await listener.close();
      await importer.idle();
    },
    fetch: async (request, from = '') => {
      await files.load();
      const { pathname, search } = new URL(request.url);
      const reads = request.method === 'GET' || request.method === 'HEAD';
      const encoding = negotiate(request.headers.get('accept-encoding') ?? undefined);
      const file = reads ? files.find(pathname + search, encoding) : undefined;
      if (file === undefined) return routed(request, from);
      return new Response(request.method === 'HEAD' ? null : file.body, { headers: file.headers });
    },
    invalidate: cache.clear,
    forget: async (checks) => {
      for (const { slug } of (await options.world.cards.get(checks)).values())
        for (const lang of uiLangs) cache.forget(checkPath(lang, slug));
    },
  };
};
