// Which addresses may be asked for at all, before any name is resolved.
import { ok, type Result, refuse } from '../../base/result.ts';
import { isLocalName } from '../../kit/links/index.ts';
import type { FetchFailure } from './fetch-stopped.ts';

type Read = Result<URL, FetchFailure>;

export const webPorts: readonly number[] = [80, 443];
const longestAddress = 4096;

/**
 * Reads an address as browsers do (WHATWG URL), so that decimal, octal, hex and circled-digit hosts are already plain,
 * and refuses what is not an ordinary public page: other schemes, ports, names of the local network, passwords inside.
 * `named` is a host, with its port, that may be local and have any port: see `FetchOptions`.
 */
export const readPageAddress = (text: string, ports: readonly number[] = webPorts, named?: string): Read => {
  if (text.length > longestAddress) return refuse('fetch-failed', { detail: 'the address is too long' });
  const url = URL.parse(text);
  if (url === null) return refuse('fetch-failed', { detail: 'not an address' });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return forbidden('only http and https');
  if (url.username !== '' || url.password !== '') return forbidden('a name or password inside the address');
  url.hash = '';
  if (url.host === named) return ok(url);
  if (url.port !== '' && !ports.includes(Number(url.port))) return forbidden('only the ports 80 and 443');
  if (isLocalName(url.hostname)) return forbidden('a name of the local network');
  return ok(url);
};

/** The address a redirect leads to, refused by the same rules and when it would leave https for http. */
export const nextPageAddress = (
  from: URL,
  location: string,
  ports: readonly number[] = webPorts,
  named?: string,
): Read => {
  const joined = URL.parse(location, from.href);
  if (joined === null) return refuse('fetch-failed', { detail: 'redirected to what is not an address' });
  const next = readPageAddress(joined.href, ports, named);
  if (next.ok && from.protocol === 'https:' && next.value.protocol === 'http:')
    return forbidden('redirected from https to http');
  return next;
};

const forbidden = (detail: string) => refuse('fetch-forbidden-address', { detail });
