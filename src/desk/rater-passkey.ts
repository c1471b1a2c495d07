// What a rater's passkey signs: a moment and a number of our own, with our mark. Nothing is stored before the answer comes back.
import { parseId } from '../base/ids.ts';
import type { World } from './world.ts';

const patienceSeconds = 5 * 60;
const form = /^([0-9a-f-]{36})\.(\d{10})\.([0-9a-f]{64})$/;

/** To add a key is bound to the rater who asked; to come in is bound to nobody. */
export type ChallengeFor = `add ${string}` | 'enter';

type Keyed = Pick<World, 'keyed' | 'now'>;

export const raterChallenge = (world: Keyed & Pick<World, 'newId'>, to: ChallengeFor): string => {
  const text = `${world.newId()}.${Math.floor(world.now().getTime() / 1000) + patienceSeconds}`;
  return `${text}.${world.keyed('rater-challenge', `${to} ${text}`)}`;
};

/** What is used up by the answer to a challenge of ours, while it may be answered; undefined where it is none. */
export const readRaterChallenge = (
  { keyed, now }: Keyed,
  to: ChallengeFor,
  challenge: string,
): { readonly link: string; readonly until: Date } | undefined => {
  const [, id, seconds, link] = form.exec(challenge) ?? [];
  if (id === undefined || parseId(id) === undefined || seconds === undefined || link === undefined) return undefined;
  if (keyed('rater-challenge', `${to} ${id}.${seconds}`) !== link) return undefined;
  const until = new Date(Number(seconds) * 1000);
  return until > now() ? { link, until } : undefined;
};

/** What we know a passkey by: not its identifier, which its holder shows elsewhere too. */
export const credentialMark = (keyed: World['keyed'], credential: string): string => keyed('rater-passkey', credential);
