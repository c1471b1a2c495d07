// Where somebody wants to hear from us: how long it is kept, and what an address must look like to be tried at all.
import { addDays, type Day } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';

export const contactDays = {
  /** A key lives this long; what is still needed is sealed anew before. A used contact is noise soon after, wherever a copy lies. */
  key: 25,
  /** A contact is forgotten after so long, whether anything came of it or not. */
  contact: 120,
  /** A subscription ends after a year, and can be begun again. */
  subscription: 365,
  /** A request about one's own data and our reply to it stay readable so long after the reply. */
  request: 30,
} as const;

/** Days to say that a request about one's own data has come, working days, and to answer it, calendar days. */
export const requestDays = { acknowledge: 2, answer: 30 } as const;

export const requestKinds = ['see', 'erase', 'mend', 'other'] as const;
/** What somebody wants of their data: see it, have it erased, have it put right. */
export type RequestKind = (typeof requestKinds)[number];

export const isRequestKind = (text: string): text is RequestKind => (requestKinds as readonly string[]).includes(text);

export type ContactRefusal = Refusal<'contact-not-an-address' | 'contact-needs-consent'>;

/** An e-mail address in the form servers take without quoting (RFC 5321, section 4.1.2), in lower case after the `@`. */
export const parseContact = (raw: string): Result<string, Refusal<'contact-not-an-address'>> => {
  const text = raw.normalize('NFC').trim();
  const at = text.lastIndexOf('@');
  const name = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  const good =
    text.length <= 254 &&
    /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(name) &&
    name.length <= 64 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain);
  return good ? ok(`${name}@${domain}`) : refuse('contact-not-an-address', { field: 'email' });
};

/** Where somebody wants to hear from us, by consent. */
export type AddressWish = { readonly email: string };

/** The wish as a form says it. */
export const parseAddressWish = (given: {
  readonly email: string;
  readonly consent: boolean;
}): Result<AddressWish, ContactRefusal> => {
  const email = parseContact(given.email);
  if (!email.ok) return email;
  return given.consent ? ok({ email: email.value }) : refuse('contact-needs-consent', { field: 'consent' });
};

/** The day so many working days (Monday to Friday) after another. */
export const workingDaysAfter = (from: Day, days: number): Day => {
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return day;
};
