import { createHash } from 'node:crypto';
import { foldedWords } from './plain-text.ts';
import { hostOf } from './social-address.ts';

/**
 * The http(s) address a publisher means, resolved against `base`, without user and password; undefined when there is none.
 * @example reviewAddress('/kiem-chung/12', 'https://bao.example/') // 'https://bao.example/kiem-chung/12'
 */
export const reviewAddress = (raw: string | undefined, base?: string): string | undefined => {
  if (raw === undefined || raw.length > 4096) return undefined;
  const text = raw.trim();
  const bare = /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/|$)/i.test(text) && !text.startsWith('/') ? `https://${text}` : text;
  const url = URL.parse(bare, base);
  if (url === null || hostOf(url.href) === undefined) return undefined;
  url.username = '';
  url.password = '';
  return url.href.length > 2048 ? undefined : url.href;
};

const tracker = /^(utm_.*|fbclid|gclid|msclkid|mc_[ce]id|igshid|yclid|dclid|_ga)$/i;

/** Key of one claim on one review page: scheme, `www.`, trackers, fragment and a closing slash do not matter, the claim's words do. */
export const checkKey = (address: string, claim: string): string => {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (tracker.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const path = url.pathname.replace(/\/+$/, '');
  return `${hostOf(address)}${url.port === '' ? '' : `:${url.port}`}${path}${url.search}#${claimHash(claim)}`;
};

/** Stands in for the address of an item that has only an id: `urn:sangto:item:<site>:<id>`. */
export const itemUrn = (site: string, id: string): string =>
  `urn:sangto:item:${site}:${encodeURIComponent(id.trim().toWellFormed())}`;

const claimHash = (claim: string): string => createHash('sha256').update(foldedWords(claim)).digest('hex').slice(0, 16);
