// Fetches a public page for someone we do not trust: they chose the address, and another stranger answers.

import { lookup as resolve } from 'node:dns/promises';
import { Client, type Dispatcher } from 'undici';
import { ok, type Result, refuse } from '../../base/result.ts';
import type { Fetch } from '../../desk/world.ts';
import { isPublicAddress } from '../../kit/links/index.ts';
import { acceptedCodings, cappedBody, decoded, silence } from './capped-body.ts';
import { type FetchFailure, FetchStopped, stoppedBy } from './fetch-stopped.ts';
import { type Guard, guardedConnect, type Lookup } from './guarded-connect.ts';
import { nextPageAddress, readPageAddress, webPorts } from './page-address.ts';
import { type Patience, patience } from './patience.ts';

export type FetchOptions = {
  /** Whether an address may be connected to; by default global unicast only. */
  readonly allow?: (address: string) => boolean;
  /** Every address of a name; by default the system's resolver. */
  readonly lookup?: Lookup;
  /** Most bytes of a body, decoded and on the wire alike; by default 64 MiB. */
  readonly maxBytes?: number;
  /** Most milliseconds of waiting for the network in all, over every redirect; by default 20 s. */
  readonly timeoutMs?: number;
  /** Most redirects followed; by default 5. */
  readonly maxHops?: number;
  /** Ports an address may name; by default 80 and 443. */
  readonly ports?: readonly number[];
  /**
   * A host, with its port where that is not the scheme's, which the person who runs the command named: it may lie inside and
   * have any port. Wherever it redirects to is held to the rules.
   */
  readonly named?: string;
  /** Whether an address, the first or one a redirect leads to, is to be asked at all; by default every one. */
  readonly mayVisit?: (url: URL) => boolean;
  /** Ends what is under way, and whatever is asked later. */
  readonly stop?: AbortSignal | undefined;
};

const defaults = { maxBytes: 64 * 1024 * 1024, timeoutMs: 20_000, maxHops: 5 };
const maxHeaderBytes = 16 * 1024;

/** Says what we are and nothing about who runs this instance. */
const headers = {
  'user-agent': 'Sangto/0.1 (open fact-checking platform)',
  accept: 'text/html, application/ld+json, application/json, text/csv, */*;q=0.5',
  'accept-encoding': acceptedCodings,
};

const systemLookup: Lookup = async (hostname) => (await resolve(hostname, { all: true })).map(({ address }) => address);

/**
 * Makes a `Fetch` (see `desk/world.ts`). The body can be read once; reading it throws `FetchStopped` when it grows too large,
 * takes too long or breaks. A body nobody begins to read is let go after `timeoutMs`.
 */
export const fetchWith = (options: FetchOptions = {}): Fetch => {
  const { maxBytes, timeoutMs, maxHops } = { ...defaults, ...options };
  const ports = options.ports ?? webPorts;
  const guard: Guard = { allow: options.allow ?? isPublicAddress, lookup: options.lookup ?? systemLookup };
  const inside: Guard = { ...guard, allow: () => true };

  return async (text) => {
    const waiting = patience(timeoutMs, () => new FetchStopped('fetch-timeout', `more than ${timeoutMs} ms`));
    let asked = readPageAddress(text, ports, options.named);
    for (let hops = 0; ; hops++) {
      if (!asked.ok) return asked;
      if (options.stop?.aborted) return refuse('fetch-failed', { detail: 'stopped' });
      const url = asked.value;
      if (options.mayVisit?.(url) === false) return refuse('fetch-forbidden-address', { detail: 'not to be visited' });
      // A client for each hop and none kept: no connection, and so no address, outlives its check.
      const client = new Client(url.origin, {
        connect: guardedConnect(url.host === options.named ? inside : guard, timeoutMs),
        pipelining: 0,
        maxHeaderSize: maxHeaderBytes,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      const close = () => {
        options.stop?.removeEventListener('abort', close);
        void client.destroy().catch(() => undefined);
      };
      options.stop?.addEventListener('abort', close);
      const answer = await ask(client, url, waiting);
      if (!answer.ok) {
        close();
        return answer;
      }
      const location = redirectIn(answer.value);
      if (location === undefined)
        return pageIn(answer.value, url, { maxBytes, patience: waiting, unreadMs: timeoutMs }, close);
      silence(answer.value.body);
      close();
      if (hops >= maxHops) return refuse('fetch-failed', { detail: `more than ${maxHops} redirects` });
      asked = nextPageAddress(url, location, ports, options.named);
    }
  };
};

/** Fetches a public page under the default limits. */
export const fetchPage: Fetch = fetchWith();

const ask = async (
  client: Client,
  url: URL,
  waiting: Patience,
): Promise<Result<Dispatcher.ResponseData, FetchFailure>> => {
  try {
    return ok(await waiting.during(client.request({ method: 'GET', path: `${url.pathname}${url.search}`, headers })));
  } catch (error) {
    return refused(stoppedBy(error));
  }
};

const redirectIn = ({ statusCode, headers: given }: Dispatcher.ResponseData): string | undefined => {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  // Two Location fields are two servers' opinions of one answer; neither is followed.
  return typeof given.location === 'string' ? given.location : undefined;
};

/** As seconds; a date is not read, since clocks differ. */
const retryAfterIn = ({ headers: given }: Dispatcher.ResponseData): { readonly retryAfter?: number } => {
  const told = given['retry-after'];
  return typeof told === 'string' && /^\d{1,6}$/.test(told) ? { retryAfter: Number(told) } : {};
};

type Limits = { readonly maxBytes: number; readonly patience: Patience; readonly unreadMs: number };

const pageIn = (
  answer: Dispatcher.ResponseData,
  url: URL,
  limits: Limits,
  close: () => void,
): Awaited<ReturnType<Fetch>> => {
  const stop = (code: FetchFailure['code'], detail: string) => {
    silence(answer.body);
    close();
    return refuse(code, { detail });
  };
  const status = answer.statusCode;
  if (status < 200 || status > 299) {
    const { error } = stop('fetch-failed', `HTTP ${status}`);
    return { ok: false, error: { ...error, status, ...retryAfterIn(answer) } };
  }
  if (Number(answer.headers['content-length']) > limits.maxBytes)
    return stop('fetch-too-large', `more than ${limits.maxBytes} bytes`);
  const stream = decoded(answer.body, [answer.headers['content-encoding'] ?? ''].flat().join(','), limits.maxBytes);
  if (stream === undefined) return stop('fetch-failed', 'an unknown content coding');

  const unread = setTimeout(close, limits.unreadMs);
  unread.unref();
  const body: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => {
      clearTimeout(unread);
      return cappedBody(stream, limits, close);
    },
  };
  return ok({ url: url.href, contentType: [answer.headers['content-type'] ?? ''].flat()[0] ?? '', body });
};

const refused = ({ code, detail }: FetchStopped) => refuse(code, { detail });
