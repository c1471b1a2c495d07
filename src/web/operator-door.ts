// The operator's way in until accounts exist: a link that works once, then a cookie for twelve hours.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { isUiLang, type UiLang } from '../base/lang.ts';

export type OperatorDoor = {
  /** A new code for a one-time link; codes issued before stop working. */
  readonly issue: () => string;
  /** Trades the code for a session; undefined when it is wrong, used or replaced. */
  readonly redeem: (code: string) => string | undefined;
  /** Whether this session was given out here within the last twelve hours. */
  readonly holds: (session: string) => boolean;
};

export const sessionHours = 12;
const mostSessions = 20;

/** Sessions live in memory only, as hashes: a restart signs everybody out, and a dump of memory signs nobody in. */
export const createOperatorDoor = (parts: {
  readonly now: Clock;
  readonly randomToken: () => string;
}): OperatorDoor => {
  let code: Buffer | undefined;
  const sessions: { readonly hash: Buffer; readonly until: number }[] = [];
  return {
    issue: () => {
      const fresh = parts.randomToken();
      code = hashOf(fresh);
      return fresh;
    },
    redeem: (given) => {
      if (code === undefined || !timingSafeEqual(code, hashOf(given))) return undefined;
      code = undefined;
      const session = parts.randomToken() + parts.randomToken();
      sessions.push({ hash: hashOf(session), until: parts.now().getTime() + sessionHours * 3_600_000 });
      if (sessions.length > mostSessions) sessions.shift();
      return session;
    },
    holds: (given) => {
      const hash = hashOf(given);
      const at = parts.now().getTime();
      // Every session is compared, so that the time taken tells nothing about which one is near.
      return sessions.reduce((found, s) => (timingSafeEqual(s.hash, hash) && at < s.until) || found, false);
    },
  };
};

const hashOf = (text: string): Buffer => createHash('sha256').update(text.slice(0, 500)).digest();

/** `__Host-` ties the cookie to this host over https; a browser would refuse it over plain http. */
export const cookieName = (origin: string): string => (origin.startsWith('https://') ? '__Host-operator' : 'operator');

export const sessionCookie = (origin: string, session: string): string =>
  [
    `${cookieName(origin)}=${session}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${sessionHours * 3600}`,
    ...(origin.startsWith('https://') ? ['Secure'] : []),
  ].join('; ');

/** The session a request carries, if any. */
export const sessionOf = (origin: string, cookies: string | undefined): string | undefined => {
  const wanted = `${cookieName(origin)}=`;
  return (cookies ?? '')
    .split(';')
    .map((c) => c.trim())
    .find((c) => c.startsWith(wanted))
    ?.slice(wanted.length);
};

/**
 * The language that was chosen for the operator's pages, whose addresses name none: by the link that led there, else as it
 * was remembered. Undefined where none was, or one that is not offered.
 */
export const chosenLang = (
  asked: string | undefined,
  cookies: string | undefined,
  offered: readonly UiLang[],
): UiLang | undefined => {
  const kept = /(?:^|;\s*)operator-lang=([a-z]{2})(?:;|$)/.exec((cookies ?? '').slice(0, 4096))?.[1];
  return [asked, kept].find((lang): lang is UiLang => lang !== undefined && isUiLang(lang) && offered.includes(lang));
};

/** Remembers it as long as the browser is open; it says nothing but the language. */
export const langCookie = (origin: string, lang: UiLang): string =>
  [
    `operator-lang=${lang}`,
    'Path=/operator',
    'HttpOnly',
    'SameSite=Strict',
    ...(origin.startsWith('https://') ? ['Secure'] : []),
  ].join('; ');

/**
 * Whether a request that changes something comes from our own page (ASVS 3.5.1). Browsers say so in `Sec-Fetch-Site`;
 * where they do not (plain http), `Origin` must be the configured one; saying neither is refused.
 */
export const fromOurPage = (origin: string, site: string | undefined, from: string | undefined): boolean =>
  site === undefined ? from === origin : site === 'same-origin';
