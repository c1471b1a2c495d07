// Posts a webhook. An owner chose the address, and still it is checked at connect: a name may lead inside by tomorrow.
import { Client } from 'undici';
import { ok, refuse } from '../../base/result.ts';
import type { PostHook } from '../../desk/webhook-ports.ts';
import { guardedConnect } from '../fetch/index.ts';
import { guardOf, type HookOptions, hookUrl, problemOf } from './hook-address.ts';
import { signedHeaders } from './sign.ts';

/** Makes the poster. Redirects are not followed; of the answer only the status is taken, and the connection is closed. */
export const postHookWith = (options: HookOptions = {}): PostHook => {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const guard = guardOf(options);
  return async ({ url: given, id, at, body, secret }) => {
    const url = hookUrl(given, options);
    if (url === undefined) return refuse('webhook-forbidden-address');
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
