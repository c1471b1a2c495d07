// Which addresses a webhook may have, and why one is refused: the same when it is kept and at each message.
import { lookup as resolve } from 'node:dns/promises';
import type { HookProblem } from '../../desk/webhook-ports.ts';
import { isPublicAddress } from '../../kit/links/index.ts';
import { type Guard, type Lookup, readPageAddress, stoppedBy } from '../fetch/index.ts';

export type HookOptions = {
  /** By default global unicast addresses only. */
  readonly allow?: (address: string) => boolean;
  readonly lookup?: Lookup;
  readonly timeoutMs?: number;
  /** By default https alone, on its own port or 8443. */
  readonly protocols?: readonly string[];
  readonly ports?: readonly number[];
  /** A host, with its port where that is not the scheme's, which the person who runs the command named: it may lie inside. */
  readonly named?: string;
};

const systemLookup: Lookup = async (hostname) => (await resolve(hostname, { all: true })).map(({ address }) => address);

export const guardOf = ({ named, allow = isPublicAddress, lookup = systemLookup }: HookOptions): Guard => ({
  allow: named === undefined ? allow : () => true,
  lookup,
});

/** The address where it is one to tell at all; what its name leads to is seen by the guard. */
export const hookUrl = (
  given: string,
  { named, protocols = ['https:'], ports = [443, 8443] }: HookOptions,
): URL | undefined => {
  const read = readPageAddress(given, ports, named);
  // Where one host was named, no other is told.
  if (named !== undefined && read.ok && read.value.host !== named) return undefined;
  return read.ok && protocols.includes(read.value.protocol) ? read.value : undefined;
};

export const problemOf = (error: unknown): HookProblem => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'webhook-timeout';
  const { code } = stoppedBy(error);
  if (code === 'fetch-forbidden-address') return 'webhook-forbidden-address';
  return code === 'fetch-timeout' ? 'webhook-timeout' : 'webhook-unreachable';
};
