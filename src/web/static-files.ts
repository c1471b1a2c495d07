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
  readonly paths: () => readonly string[];
  /** Reads the folder, once; an absent one (before the first build) is an empty one. */
  readonly load: () => Promise<void>;
};

/**
 * Every file of the client build by its path, once loaded. Only what was listed then can be asked for, so no path can
 * lead anywhere else.
 */
export const createStaticFiles = (folder: string, common: Readonly<Record<string, string>>): StaticFiles => {
  const files = new Map<string, Kept>();
  const paths: string[] = [];
  let loading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    for (const file of await filesBelow(folder)) {
      const extension = extname(file);
      const type = types[extension];
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      // `.vite/manifest.json` and the like are for the server, not for readers.
      if (type === undefined || path.includes('/.')) continue;
      const body = await readFile(file);
      const headers = {
        'content-type': type,
        'cache-control': cacheOf(path),
        ...(path === '/sw.js' ? { 'service-worker-allowed': '/' } : {}),
      };
      for (const encoding of packed.has(extension) ? (['identity'] as const) : encodings)
        files.set(`${encoding} ${path}`, await finish({ body, headers, keep: true }, encoding, common, true));
      paths.push(path);
    }
    paths.sort();
  };

  return {
    paths: () => paths,
    find: (path, encoding) => files.get(`${encoding} ${path}`) ?? files.get(`identity ${path}`),
    load: () => {
      loading ??= read();
      return loading;
    },
  };
};

/** What carries its content's hash in its name never changes; the rest is asked about again. */
const cacheOf = (path: string): string => {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return path === '/sw.js' ? 'no-cache' : 'public, max-age=86400';
};

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
};
