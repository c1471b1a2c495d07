// Anybody appeals against what we decided: masked, with a deadline, and an address where it can be followed.
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type AppealRefusal, type AppealTarget, appealDue, appealLimits, parseAppeal } from '../core/appeal.ts';
import { parseContact } from '../core/contact.ts';
import { citedAddress, isPermalink } from '../kit/links/index.ts';
import { sameMessage } from '../kit/text/index.ts';
import { clean } from './clean.ts';
import type { SealedContact } from './contact-ports.ts';
import { lookupOf, secretOf } from './own-page.ts';
import type { World } from './world.ts';

export type AppealGiven = Parameters<typeof parseAppeal>[0] & {
  readonly about: AppealTarget;
  readonly lang: string;
  /** Where the answer is to go; undefined or empty: nowhere. */
  readonly email?: string | undefined;
  readonly once: string | null;
};

export type OpenAppealRefusal =
  | AppealRefusal
  | Refusal<
      | 'appeal-link-to-post'
      | 'appeal-link-not-http'
      | 'appeal-link-not-public'
      | 'contact-not-an-address'
      | 'appeals-full'
      | 'not-found'
    >;

type Parts = Pick<World, 'appeals' | 'vault' | 'keyed' | 'newId' | 'now'>;

/** Takes an appeal in, and gives the secret of the page that follows it. `days` is the deadline. */
export const openAppeal = async (
  world: Parts,
  given: AppealGiven,
  days: number,
): Promise<Result<{ readonly secret: string }, OpenAppealRefusal>> => {
  const appeal = parseAppeal(given);
  if (!appeal.ok) return appeal;
  // A post leads to whoever posted it; what it shows can be described.
  if (appeal.value.links.some(isPermalink)) return refuse('appeal-link-to-post', { field: 'links' });
  const links: string[] = [];
  for (const link of appeal.value.links) {
    const cited = citedAddress(link);
    if (!cited.ok)
      return refuse(cited.error.code === 'address-not-public' ? 'appeal-link-not-public' : 'appeal-link-not-http', {
        field: 'links',
      });
    links.push(cited.value);
  }
  const text = clean(world.keyed, appeal.value.text).text;
  if (text.length > appealLimits.text)
    return refuse('appeal-too-long', { field: 'text', detail: String(appealLimits.text) });
  const email = (given.email ?? '').trim() === '' ? null : parseContact(given.email ?? '');
  if (email !== null && !email.ok) return email;
  const id = world.newId();
  const today = dayOf(world.now());
  const opened = await world.appeals.open(
    {
      ...appeal.value,
      text,
      links,
      id,
      about: given.about,
      lang: given.lang,
      lookup: lookupOf(world.keyed, 'appeal', secretOf(world.keyed, 'appeal', id)),
      once: given.once,
      openedOn: today,
      dueOn: appealDue(today, days),
      contact: email === null ? null : await sealed(world, today, email.value),
    },
    appealLimits.perDay,
    sameMessage,
  );
  if (opened === 'full') return refuse('appeals-full');
  if (opened === 'not-found') return refuse('not-found');
  return ok({ secret: secretOf(world.keyed, 'appeal', opened.opened) });
};

const sealed = async (world: Pick<World, 'vault' | 'newId'>, day: Day, words: string): Promise<SealedContact> => {
  const id: Id = world.newId();
  return { id, day, sealed: await world.vault.seal(day, id, words) };
};
