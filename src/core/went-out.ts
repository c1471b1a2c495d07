// What went out in a day as it may be told: in bands, since a few letters are somebody's, and by the hashes of what many were told.
import { toHex } from '../base/bytes.ts';
import { sha256 } from '../kit/tlog/index.ts';
import type { TipChannel } from './tip.ts';

/** Where words of ours go out: by letter, and at once where a question came in. */
export type OutChannel = 'mail' | TipChannel;

/**
 * What went out by one channel in a day, in bands. `wordings`: the SHA-256 (hex) of each wording that went to many;
 * `moreWordings`: how many of those are not listed; `rareWordings`: how many went to fewer, in a band.
 */
export type WentOut = {
  readonly sent: string;
  readonly wordings?: Readonly<Record<string, string>>;
  readonly moreWordings?: number;
  readonly rareWordings?: string;
};

/** From so many receivers on a wording is named by its hash: below, that it was said at all may be about one of them. */
export const leastReceivers = 20;
/** So many hashes stand in one leaf, the most sent ones. */
const mostWordings = 100;

/** The hash of what a letter says to everybody who is told the same. */
export const wordingHash = (wording: string): string => toHex(sha256(new TextEncoder().encode(wording)));

/** The letters of a day as they may be told, from how many said each wording (by its hash). */
export const lettersTold = (sent: number, wordings: Readonly<Record<string, number>>): WentOut => {
  const all = Object.entries(wordings);
  const many = all
    .filter(([, count]) => count >= leastReceivers)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([hash, count]) => [hash, banded(count)] as const);
  return {
    sent: banded(sent),
    wordings: Object.fromEntries(many.slice(0, mostWordings).sort()),
    ...(many.length > mostWordings && { moreWordings: many.length - mostWordings }),
    rareWordings: banded(all.length - many.length),
  };
};

/** A count as it may be told of letters: none, below 20, then by powers of ten. */
export const banded = (count: number): string => {
  if (count === 0) return '0';
  if (count < 20) return '1-19';
  let top = 100;
  while (count >= top) top *= 10;
  return `${top === 100 ? 20 : top / 10}-${top - 1}`;
};
