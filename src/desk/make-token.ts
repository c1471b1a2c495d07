// Somebody of the team makes a token for a program of theirs.
import { addDays, dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type AccessToken, rightsOf, tokenDays, tokenLimits, tokenText } from '../core/access-token.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type TokenRefusal = Refusal<
  'forbidden' | 'token-needs-name' | 'token-needs-right' | 'invalid-input' | 'token-too-many'
>;

/** Gives the token and its text, which is told this once and kept nowhere. */
export const makeToken = async (
  world: Pick<World, 'tokens' | 'now' | 'newId'>,
  {
    actor,
    name: given,
    rights,
    days,
    secret,
  }: {
    readonly actor: Actor;
    readonly name: string;
    readonly rights: readonly string[];
    readonly days: number;
    /** 256 random bits in hex. */
    readonly secret: string;
  },
): Promise<Result<{ readonly token: AccessToken; readonly text: string }, TokenRefusal>> => {
  if (!may(actor.role, 'desk.see')) return refuse('forbidden');
  const name = given.replaceAll('\0', '').toWellFormed().trim();
  if (name === '' || name.length > tokenLimits.name) return refuse('token-needs-name', { field: 'name' });
  if (!(tokenDays as readonly number[]).includes(days)) return refuse('invalid-input', { field: 'days' });
  const own = rightsOf(actor.role).filter((right) => rights.includes(right));
  if (own.length === 0) return refuse('token-needs-right', { field: 'rights' });
  // Asking for more than one's own is no slip.
  if (own.length < new Set(rights).size) return refuse('forbidden');
  const today = dayOf(world.now());
  const token = { id: world.newId(), name, rights: own, madeOn: today, expiresOn: addDays(today, days) };
  const text = tokenText(secret);
  const made = await world.tokens.make(actor.id, { ...token, text }, tokenLimits.perMember);
  return made ? ok({ token: { ...token, lastUsedOn: null }, text }) : refuse('token-too-many');
};
