// Looks at the address of a webhook before it is kept, by the rules of every later connection.
import { ok, refuse } from '../../base/result.ts';
import type { SeeHook } from '../../desk/webhook-ports.ts';
import { checkedAddresses } from '../fetch/index.ts';
import { guardOf, type HookOptions, hookUrl, problemOf } from './hook-address.ts';

/** Makes the look. Nothing is sent: the name is looked up, and each of its addresses has to lie outside. */
export const seeHookWith = (options: HookOptions = {}): SeeHook => {
  const timeoutMs = options.timeoutMs ?? 5_000;
  const guard = guardOf(options);
  return async (given) => {
    const url = hookUrl(given, options);
    if (url === undefined) return refuse('webhook-forbidden-address', { field: 'url' });
    const late = AbortSignal.timeout(timeoutMs);
    const stopped = new Promise<never>((_, fail) => {
      late.addEventListener('abort', () => fail(late.reason as Error), { once: true });
    });
    try {
      await Promise.race([checkedAddresses(guard, url.hostname), stopped]);
      return ok(null);
    } catch (error) {
      return refuse(problemOf(error), { field: 'url' });
    }
  };
};
