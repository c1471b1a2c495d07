// Posts a webhook. An owner chose the address, and still it is checked at connect: a name may lead inside by tomorrow.
import { lookup as resolve } from 'node:dns/promises';
import { Client } from 'undici';
import { ok, refuse } from '../../base/result.ts';
import type { PostHook } from '../../desk/webhook-ports.ts';
import {
  type Guard,
  guardedConnect,
  isPublicAddress,
  type Lookup,
  readPageAddress,
  stoppedBy,
} from '../fetch/index.ts';
import { signedHeaders } from './sign.ts';

export type HookOptions = {
  /** By default global unicast addresses only. */
  readonly allow?: (address: string) => boolean;
  readonly lookup?: Lookup;
  readonly timeoutMs?: number;
  /** By default https alone, on its own port or 8443. */
  readonly protocols?: readonly string[];
  readonly ports?: readonly number[];
};

const systemLookup: Lookup = async (hostname) => (await resolve(hostname, { all: true })).map(({ address }) => address);

/** Makes the poster. Redirects are not followed; of the answer only the status is taken, and the connection is closed. */
export const postHookWith = (options: HookOptions = {}): PostHook => {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const protocols = options.protocols ?? ['https:'];
  const guard: Guard = { allow: options.allow ?? isPublicAddress, lookup: options.lookup ?? systemLookup };
  return async ({ url: given, id, at, body, secret }) => {
    const read = readPageAddress(given, options.ports ?? [443, 8443]);
    if (!read.ok || !protocols.includes(read.value.protocol)) return refuse('webhook-forbidden-address');
    const url = read.value;
    const client = new Client(url.origin, {
      connect: guardedConnect(guard, timeoutMs),
      pipelining: 0,
      maxHeaderSize: 16 * 1024,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    try {
      const answer = await client.request({
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Sangto/0.1 (webhook)',
          ...signedHeaders({ id, at, body, secret }),
        },
        body,
        // However slowly the headers come, a byte at a time.
        signal: AbortSignal.timeout(timeoutMs),
      });
      answer.body.on('error', () => undefined);
      return ok({ status: answer.statusCode });
    } catch (error) {
      return refuse(problemOf(error));
    } finally {
      await client.destroy().catch(() => undefined);
    }
  };
};

const problemOf = (error: unknown) => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'webhook-timeout';
  const { code } = stoppedBy(error);
  if (code === 'fetch-forbidden-address') return 'webhook-forbidden-address';
  return code === 'fetch-timeout' ? 'webhook-timeout' : 'webhook-unreachable';
};
