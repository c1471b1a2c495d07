// Where the files of a log come from: a folder, or an address that serves them.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Fetch } from '../desk/world.ts';
import type { ReadFile } from '../kit/tlog/index.ts';
import { FetchStopped, fetchWith } from '../outside/fetch/index.ts';

type AwayMore = {
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
  readonly of?: 'log' | 'site' | undefined;
};

/** Thrown when a file may be there and could not be had. `code` is one of `Fetch`, `file-unreadable` or `answer-unreadable`. */
export class LogAway extends Error {
  readonly code: string;
  /** What a server answered, where one did. */
  readonly status: number | undefined;
  /** Seconds after which it wants to be asked again, where it said so. */
  readonly retryAfter: number | undefined;
  /** A file of the log itself, or something of the site around it. */
  readonly of: 'log' | 'site';

  constructor(path: string, code: string, detail: string, { status, retryAfter, of = 'log' }: AwayMore = {}) {
    super(`${path}: ${detail}`);
    this.status = status;
    this.retryAfter = retryAfter;
    this.of = of;
    this.name = 'LogAway';
    this.code = code;
  }
}

// A full bundle of longest entries is 16 MiB; a tile is 8 kB, and no checkpoint needs more than a megabyte.
const longestBundle = 256 * (2 + 65_535);
const longestOther = 1 << 20;
const timeoutMs = 20_000;

/** Opens a log. Whoever runs the command named the address, so it may lie inside; what it redirects to may not. */
export const openLogSource = async (
  from: string,
  stop?: AbortSignal,
): Promise<Result<ReadFile, Refusal<'log-not-there'>>> => {
  const url = /^https?:\/\//i.test(from) ? URL.parse(from) : null;
  if (url !== null) return ok(served(url, { of: 'log', stop }));
  const found = await stat(from).catch(() => undefined);
  return found?.isDirectory() ? ok(inFolder(from)) : refuse('log-not-there');
};

/** The site around a log: what an instance serves beside its log. Undefined for a folder, or a log that lies elsewhere. */
export const openSiteAround = (from: string, stop?: AbortSignal): ReadFile | undefined => {
  const url = /^https?:\/\//i.test(from) ? URL.parse(from) : null;
  const path = url?.pathname.replace(/\/+$/, '') ?? '';
  if (url === null || !path.endsWith('/log')) return undefined;
  url.pathname = path.slice(0, -'log'.length);
  return served(url, { of: 'site', stop });
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

type Serving = { readonly of: 'log' | 'site'; readonly stop: AbortSignal | undefined };

const served = (url: URL, { of, stop }: Serving): ReadFile => {
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const limits = { named: url.host, timeoutMs, maxHops: 3, stop };
  const fetchBundle = fetchWith({ ...limits, maxBytes: longestBundle });
  const fetchOther = fetchWith({ ...limits, maxBytes: longestOther });
  return async (path) => {
    const fetch = longestAt(path) === longestBundle ? fetchBundle : fetchOther;
    const found = await fetch(`${base}/${path}`);
    if (found.ok) return bodyOf(path, found.value.body, of);
    const { code, detail = code, status, retryAfter } = found.error;
    if (status === 404 || status === 410) return undefined;
    throw new LogAway(path, code, detail, { status, retryAfter, of });
  };
};

type Body = Extract<Awaited<ReturnType<Fetch>>, { readonly ok: true }>['value']['body'];

const bodyOf = async (path: string, body: Body, of: Serving['of']): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof FetchStopped)) throw error;
    throw new LogAway(path, error.code, error.detail, { of });
  }
  return new Uint8Array(Buffer.concat(chunks));
};
