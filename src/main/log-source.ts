// Where the files of a log come from: a folder, or an address that serves them.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Fetch } from '../desk/world.ts';
import type { ReadFile } from '../kit/tlog/index.ts';
import { FetchStopped, fetchWith } from '../outside/fetch/index.ts';

/** Thrown when a file may be there and could not be had. `code` is one of `Fetch`, or `file-unreadable`. */
export class LogAway extends Error {
  readonly code: string;
  /** What a server answered, where one did. */
  readonly status: number | undefined;

  constructor(path: string, code: string, detail: string, status?: number) {
    super(`${path}: ${detail}`);
    this.status = status;
    this.name = 'LogAway';
    this.code = code;
  }
}

// A full bundle of longest entries is 16 MiB; a tile is 8 kB, and no checkpoint needs more than a megabyte.
const longestBundle = 256 * (2 + 65_535);
const longestOther = 1 << 20;
const timeoutMs = 20_000;

/** Opens a log. Whoever runs the command named the address, so it may lie inside; what it redirects to may not. */
export const openLogSource = async (from: string): Promise<Result<ReadFile, Refusal<'log-not-there'>>> => {
  const url = /^https?:\/\//i.test(from) ? URL.parse(from) : null;
  if (url !== null) return ok(served(url));
  const found = await stat(from).catch(() => undefined);
  return found?.isDirectory() ? ok(inFolder(from)) : refuse('log-not-there');
};

/** The site around a log: what an instance serves beside its log. Undefined for a folder, or a log that lies elsewhere. */
export const openSiteAround = (from: string): ReadFile | undefined => {
  const url = /^https?:\/\//i.test(from) ? URL.parse(from) : null;
  const path = url?.pathname.replace(/\/+$/, '') ?? '';
  if (url === null || !path.endsWith('/log')) return undefined;
  url.pathname = path.slice(0, -'log'.length);
  return served(url);
};

const longestAt = (path: string): number => (path.startsWith('tile/entries/') ? longestBundle : longestOther);

const inFolder =
  (folder: string): ReadFile =>
  async (path) => {
    const file = join(folder, path);
    try {
      const { size } = await stat(file);
      if (size > longestAt(path)) throw new LogAway(path, 'fetch-too-large', `more than ${longestAt(path)} bytes`);
      return new Uint8Array(await readFile(file));
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error instanceof LogAway ? error : new LogAway(path, 'file-unreadable', code);
    }
  };

const served = (url: URL): ReadFile => {
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const limits = { named: url.host, timeoutMs, maxHops: 3 };
  const fetchBundle = fetchWith({ ...limits, maxBytes: longestBundle });
  const fetchOther = fetchWith({ ...limits, maxBytes: longestOther });
  return async (path) => {
    const fetch = longestAt(path) === longestBundle ? fetchBundle : fetchOther;
    const found = await fetch(`${base}/${path}`);
    if (found.ok) return bodyOf(path, found.value.body);
    const { code, detail = code, status } = found.error;
    if (status === 404 || status === 410) return undefined;
    throw new LogAway(path, code, detail, status);
  };
};

type Body = Extract<Awaited<ReturnType<Fetch>>, { readonly ok: true }>['value']['body'];

const bodyOf = async (path: string, body: Body): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof FetchStopped)) throw error;
    throw new LogAway(path, error.code, error.detail);
  }
  return new Uint8Array(Buffer.concat(chunks));
};
