// A rater who came in by a letter makes a passkey, and comes back by that from then on.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { NewPasskeyAnswer } from './passkey-ports.ts';
import { credentialMark, readRaterChallenge } from './rater-passkey.ts';
import type { RaterHere } from './rater-session.ts';
import type { World } from './world.ts';

/** Of one rater: a phone, a computer, a spare. */
export const mostRaterPasskeys = 3;

export type AddRaterPasskeyRefusal = Refusal<'passkey-over' | 'passkey-wrong' | 'passkey-known' | 'passkeys-full'>;

export const addRaterPasskey = async (
  world: Pick<World, 'raters' | 'raterPasskeys' | 'keyed' | 'now'>,
  { rater }: RaterHere,
  answer: NewPasskeyAnswer,
): Promise<Result<null, AddRaterPasskeyRefusal>> => {
  const once = readRaterChallenge(world, `add ${rater.id}`, world.raterPasskeys.challengeIn(answer));
  if (once === undefined) return refuse('passkey-over');
  const made = await world.raterPasskeys.made(answer);
  if (made === undefined) return refuse('passkey-wrong');
  const key = { rater: rater.id, credential: credentialMark(world.keyed, answer.id), publicKey: made };
  const done = await world.raters.addPasskey({ ...key, ...once, on: dayOf(world.now()) }, mostRaterPasskeys);
  if (done === 'done') return ok(null);
  return refuse(done === 'used' ? 'passkey-over' : done === 'known' ? 'passkey-known' : 'passkeys-full');
};
