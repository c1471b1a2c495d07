// A rater comes back by a passkey: no letter, and nothing kept of it but that this answer was used.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { PasskeyAnswer } from './passkey-ports.ts';
import { credentialMark, readRaterChallenge } from './rater-passkey.ts';
import { raterSession } from './rater-session.ts';
import type { World } from './world.ts';

/** Gives a session. A key that nobody has, and a wrong signature, are told alike. */
export const enterByPasskey = async (
  world: Pick<World, 'raters' | 'raterPasskeys' | 'keyed' | 'now'>,
  answer: PasskeyAnswer,
): Promise<Result<{ readonly session: string }, Refusal<'passkey-over' | 'passkey-wrong'>>> => {
  const once = readRaterChallenge(world, 'enter', world.raterPasskeys.challengeIn(answer));
  if (once === undefined) return refuse('passkey-over');
  const held = await world.raters.byPasskey(credentialMark(world.keyed, answer.id));
  if (held === undefined || !(await world.raterPasskeys.isSigned(answer, held.publicKey)))
    return refuse('passkey-wrong');
  if (!(await world.raters.useLink({ ...once, on: dayOf(world.now()) }))) return refuse('passkey-over');
  return ok({ session: raterSession(world, held.rater) });
};
