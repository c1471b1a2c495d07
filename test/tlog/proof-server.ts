// One page with a proof on it, served as an instance would: the built script and styles, the files of a log, the same policy.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { securityHeaders } from '../../src/web/security-headers.ts';

const client = join(import.meta.dirname, '../../dist/client');

/** What is served; both may be changed while it runs. */
export type Served = { files: ReadonlyMap<string, Uint8Array>; body: string };

export type ProofServer = {
  readonly address: string;
  readonly served: Served;
  /** Paths that were asked for, of the page's own making. */
  readonly asked: string[];
  readonly close: () => void;
};

/** Listens on a free port of this machine; the files are below `base`. Throws where nothing is built. */
export const proofServer = async (served: Served, lang = 'vi', base = '/log'): Promise<ProofServer> => {
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Readonly<
    Record<string, { readonly file: string }>
  >;
  const assets = {
    script: `/${manifest['islands/verify-log.ts']?.file}`,
    style: `/${manifest['styles/site.css']?.file}`,
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const send = (type: string, bytes: Uint8Array | string) =>
      response.writeHead(200, { ...securityHeaders('http://localhost'), 'content-type': type }).end(bytes);
    if (path === '/') return send('text/html; charset=utf-8', document(served.body, assets, lang));
    if (path.startsWith('/assets/'))
      return send(/\.js$/.test(path) ? 'text/javascript' : 'text/css', readFileSync(join(client, path)));
    if (path === '/favicon.ico') return response.writeHead(204).end();
    // `sangto/tlog` as it is built, and what it is made of.
    if (/^\/(?:kit|server)\/[\w-]+\.js$/.test(path))
      return send('text/javascript', readFileSync(join(client, '..', path)));
    asked.push(path);
    const found = path.startsWith(`${base}/`) ? served.files.get(path.slice(base.length + 1)) : undefined;
    if (found === undefined) return response.writeHead(404).end();
    return send('application/octet-stream', found);
  }).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    served,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const document = (body: string, { script, style }: { readonly script: string; readonly style: string }, lang: string) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Log</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script></head><body><main id="main">${body}</main></body></html>`;
