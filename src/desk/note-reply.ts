// Right of reply: who was asked, how, by when, and what they said. It is published, so only public figures and bodies stand in it.
import { addDays, type Day, dayOf, parseDay } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseContact } from '../core/contact.ts';
import { mailboxOf } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import { isLanguage, line, lines } from './case-text.ts';
import { dayDone } from './day-done.ts';
import { lookupOf, secretOf } from './own-page.ts';
import type { LetterRefused, NotDone, ReplyRequest } from './work-ports.ts';
import type { World } from './world.ts';

export type ReplyRefusal = Refusal<
  | 'forbidden'
  | 'field-missing'
  | 'field-too-long'
  | 'day-unreadable'
  | 'day-in-future'
  | RequestRefusal
  | LetterRefused
  | NotDone
>;

type RequestRefusal = 'contact-not-an-address' | 'reply-needs-day';

const longest = 300;
const longestSaid = 4_000;
/** So many days letters to one mailbox are counted together. */
const countedDays = 7;

export type ReplyTyped =
  | {
      readonly step: 'asked';
      readonly asked?: string | undefined;
      readonly way?: string | undefined;
      readonly askedOn?: string | undefined;
      readonly dueOn?: string | undefined;
      /** Where our letter asks them; empty: they were asked otherwise. */
      readonly email?: string | undefined;
      /** The language of the letter. */
      readonly lang?: string | undefined;
    }
  | {
      readonly step: 'said';
      readonly reply: Id;
      readonly said: Readonly<Record<string, string>>;
      readonly on?: string | undefined;
    };

/** Whether noting this sends a letter to somebody outside, which asks for the second factor. */
export const asksByLetter = (email = ''): boolean => email.trim() !== '';

export const noteReply = async (
  world: Pick<World, 'caseTalk' | 'newId' | 'now' | 'vault' | 'keyed'>,
  actor: Actor,
  caseId: Id,
  typed: ReplyTyped,
): Promise<Result<{ readonly id: Id }, ReplyRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const today = dayOf(world.now());
  if (typed.step === 'said') {
    const said: Record<string, string> = {};
    for (const [lang, text] of Object.entries(typed.said)) {
      const read = lines(text, longestSaid);
      if (read === undefined) return refuse('field-too-long', { field: `said.${lang}` });
      if (read !== null) said[lang] = read;
    }
    if (Object.keys(said).length === 0) return refuse('field-missing', { field: 'said' });
    const on = dayDone('on', typed.on, world.now(), today);
    if (!on.ok) return on;
    const done = await world.caseTalk.noteReply(deed, typed.reply, { said, on: on.value });
    return done === 'done' ? ok({ id: typed.reply }) : refuse(done);
  }
  const asked = line(typed.asked, longest);
  const way = line(typed.way, longest);
  if (asked === undefined || way === undefined) return refuse('field-too-long', { field: asked ? 'way' : 'asked' });
  if (asked === null || way === null) return refuse('field-missing', { field: asked === null ? 'asked' : 'way' });
  const askedOn = dayDone('askedOn', typed.askedOn, world.now(), today);
  const dueOn = typed.dueOn ? parseDay(typed.dueOn) : null;
  if (!askedOn.ok) return askedOn;
  if (dueOn === undefined) return refuse('day-unreadable', { field: 'dueOn' });
  const id = world.newId();
  const request = await requestTo(world, id, typed, dueOn);
  if (!request.ok) return request;
  const done = await world.caseTalk.askReply(deed, { id, asked, way, askedOn: askedOn.value, dueOn }, request.value);
  return done === 'done' ? ok({ id }) : refuse(done);
};

/** The letter, where one is wanted: it names a day that is still to come. */
const requestTo = async (
  world: Pick<World, 'now' | 'newId' | 'vault' | 'keyed'>,
  reply: Id,
  { email = '', lang = '' }: { readonly email?: string | undefined; readonly lang?: string | undefined },
  dueOn: Day | null,
): Promise<Result<ReplyRequest | null, Refusal<RequestRefusal>>> => {
  if (!asksByLetter(email)) return ok(null);
  const to = parseContact(email);
  if (!to.ok) return to;
  const day = dayOf(world.now());
  if (dueOn === null || dueOn <= day) return refuse('reply-needs-day', { field: 'dueOn' });
  const id = world.newId();
  return ok({
    contact: { id, day, sealed: await world.vault.seal(day, id, to.value) },
    lookup: lookupOf(world.keyed, 'reply', secretOf(world.keyed, 'reply', reply)),
    lang: isLanguage(lang) ? lang : 'vi',
    marks: Array.from({ length: countedDays }, (_, back) =>
      world.keyed('side-letter', `${addDays(day, -back)} ${mailboxOf(to.value)}`),
    ),
  });
};
