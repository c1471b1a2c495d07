// What a letter to a rater carries: not the address, but a keyed hash of it with an hour, signed. Nothing is stored before it is used.

import { parseContact } from '../core/contact.ts';
import { mailboxOf } from '../core/let-in.ts';
import type { World } from './world.ts';

/** How long a link of a letter opens. */
export const linkMinutes = 30;

const form = /^([0-9a-f]{64})\.(\d{10})\.([0-9a-f]{64})$/;

/** What we know a mailbox by; undefined where the text is no address. Two spellings of one mailbox are one rater. */
export const raterLookup = (keyed: World['keyed'], email: string): string | undefined => {
  const address = parseContact(email);
  return address.ok ? keyed('rater', mailboxOf(address.value)) : undefined;
};

export const raterLinkCode = (keyed: World['keyed'], lookup: string, now: Date): string => {
  const until = Math.floor(now.getTime() / 1000) + linkMinutes * 60;
  return `${lookup}.${until}.${keyed('rater-link', `${lookup}.${until}`)}`;
};

/** What a code of ours says, while it opens. */
export const readRaterLink = (
  keyed: World['keyed'],
  code: string,
  now: Date,
): { readonly lookup: string; readonly link: string; readonly until: Date } | undefined => {
  const [, lookup, seconds, link] = form.exec(code) ?? [];
  if (lookup === undefined || seconds === undefined || link === undefined) return undefined;
  if (keyed('rater-link', `${lookup}.${seconds}`) !== link) return undefined;
  const until = new Date(Number(seconds) * 1000);
  return until > now ? { lookup, link, until } : undefined;
};
