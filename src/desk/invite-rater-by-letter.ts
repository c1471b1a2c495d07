// Somebody of the team invites a person to rate: a link by letter, which lets in where not everybody may come.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseContact } from '../core/contact.ts';
import { type Actor, may } from '../core/rights.ts';
import { invitedDays, raterLinkCode, raterLookup } from './rater-link.ts';
import type { World } from './world.ts';

export type InviteByLetterRefusal = Refusal<
  'forbidden' | 'contact-not-an-address' | 'mail-unavailable' | 'rate-invitations-full'
>;

/**
 * Nothing is stored before the link is opened, and whoever invites learns nothing of the address: not whether it rates already,
 * and not whether it ever came. How many came by invitation is counted by the day, in the public log. One account invites so many on a
 * day (`mostInvitedADay`), or whoever took it over would fill the raters with their own.
 */
export const inviteRaterByLetter = async (
  world: Pick<World, 'mail' | 'raters' | 'keyed' | 'now'>,
  actor: Actor,
  {
    email,
    letter,
  }: {
    readonly email: string;
    readonly letter: (code: string, days: number) => { readonly subject: string; readonly text: string };
  },
): Promise<Result<null, InviteByLetterRefusal>> => {
  if (!may(actor.role, 'raters.invite')) return refuse('forbidden');
  const address = parseContact(email);
  const lookup = raterLookup(world.keyed, email);
  if (!address.ok || lookup === undefined) return refuse('contact-not-an-address', { field: 'email' });
  if (!(await world.raters.countInvitation(actor.id, dayOf(world.now())))) return refuse('rate-invitations-full');
  const code = raterLinkCode(world.keyed, lookup, world.now(), 'invited');
  const sent = await world.mail.send({ to: address.value, ...letter(code, invitedDays) });
  return sent.ok ? ok(null) : refuse('mail-unavailable');
};
