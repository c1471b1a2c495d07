// What a letter to a rater carries: not the address, but a keyed hash of it with an hour, signed. Nothing is stored before it is used.

import { parseContact } from '../core/contact.ts';
import { mailboxOf } from '../core/let-in.ts';
import type { World } from './world.ts';

/** How long a link of a letter opens; one that somebody did not ask for themselves waits longer to be read. */
export const linkMinutes = 30;
export const invitedDays = 7;

/** Asked for by whoever opens it, or sent to somebody whom the team invites. */
type RaterLinkKind = 'asked' | 'invited';

const form = /^([0-9a-f]{64})\.(\d{10})(i?)\.([0-9a-f]{64})$/;

/** What we know a mailbox by; undefined where the text is no address. Two spellings of one mailbox are one rater. */
export const raterLookup = (keyed: World['keyed'], email: string): string | undefined => {
  const address = parseContact(email);
  return address.ok ? keyed('rater', mailboxOf(address.value)) : undefined;
};

export const raterLinkCode = (
  keyed: World['keyed'],
  lookup: string,
  now: Date,
  kind: RaterLinkKind = 'asked',
): string => {
  const seconds = kind === 'invited' ? invitedDays * 86_400 : linkMinutes * 60;
  const until = `${Math.floor(now.getTime() / 1000) + seconds}${kind === 'invited' ? 'i' : ''}`;
  return `${lookup}.${until}.${keyed('rater-link', `${lookup}.${until}`)}`;
};

/** What a code of ours says, while it opens. */
export const readRaterLink = (
  keyed: World['keyed'],
  code: string,
  now: Date,
):
  | { readonly lookup: string; readonly link: string; readonly until: Date; readonly isInvited: boolean }
  | undefined => {
  const [, lookup, seconds, mark = '', link] = form.exec(code) ?? [];
  if (lookup === undefined || seconds === undefined || link === undefined) return undefined;
  if (keyed('rater-link', `${lookup}.${seconds}${mark}`) !== link) return undefined;
  const until = new Date(Number(seconds) * 1000);
  return until > now ? { lookup, link, until, isInvited: mark === 'i' } : undefined;
};
