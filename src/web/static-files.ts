// The built scripts, styles, fonts and icons: read and compressed once, at start.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { type Encoding, encodings } from './encoding.ts';
import { finish, type Kept } from './page-cache.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const packed = new Set(['.png', '.ico', '.webp', '.woff2']);

export type StaticFiles = {
  readonly find: (path: string, encoding: Encoding) => Kept | undefined;
  /** Paths there are, beginning with `/`. */
  readonly paths: readonly string[];
};

/**
 * Every file of the client build by its path. Only what was listed at start can be asked for, so no path can lead
 * anywhere else. An absent folder (before the first build) is an empty one.
 */
export const readStaticFiles = async (folder: string, common: Readonly<Record<string, string>>): Promise<StaticFiles> => {
  const files = new Map<string, Kept>();
  const paths: string[] = [];
  for (const file of await filesBelow(folder)) {
    const extension = extname(file);
    const type = types[extension];
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    // `.vite/manifest.json` and the like are for the server, not for readers.
    if (type === undefined || path.includes('/.')) continue;
    paths.push(path);
    const body = await readFile(file);
    const headers = { 'content-type': type, 'cache-control': cacheOf(path), ...(path === '/sw.js' ? { 'service-worker-allowed': '/' } : {}) };
    for (const encoding of packed.has(extension) ? (['identity'] as const) : encodings)
      files.set(`${encoding} ${path}`, await finish({ body, headers, keep: true }, encoding, common, true));
  }
  return {
    paths: paths.sort(),
    find: (path, encoding) => files.get(`${encoding} ${path}`) ?? files.get(`identity ${path}`),
  };
};

/** What carries its content's hash in its name never changes; the rest is asked about again. */
const cacheOf = (path: string): string => {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return path === '/sw.js' ? 'no-cache' : 'public, max-age=86400';
};

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
};
