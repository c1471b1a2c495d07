// The right of reply as the public reads it: who was asked, when, and what they answered. Never how they are reached.
import { canonicalJson } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';

/** `asked`: a public figure or body, as text, with the role. `knownOn`: the day on which it was last looked whether they had answered. */
export type PublicReply = {
  readonly asked: string;
  readonly askedOn: Day;
  readonly dueOn: Day | null;
  /** By language; null while nothing had come. */
  readonly said: Readonly<Record<string, string>> | null;
  readonly saidOn: Day | null;
  readonly knownOn: Day;
};

/** One that a change brings: somebody asked since, or an answer that came since. */
export type ToldReply = Pick<PublicReply, 'asked' | 'saidOn'>;

/** What stands in the new list and did not in the old; the day on which it was looked at changes nothing. */
export const repliesSince = (
  before: readonly PublicReply[],
  after: readonly PublicReply[],
): readonly (ToldReply & PublicReply)[] => {
  const was = new Set(before.map(textOf));
  return after.filter((one) => !was.has(textOf(one)));
};

const textOf = ({ asked, askedOn, dueOn, said, saidOn }: PublicReply): string =>
  canonicalJson({ asked, askedOn, dueOn, said, saidOn });

/**
 * What may be said of somebody who has not answered: `late`, that their day passed without an answer; `open`, only that
 * there was none on the day it was looked. An answer that came later is not denied by it.
 */
export const silenceOf = ({ dueOn, knownOn }: Pick<PublicReply, 'dueOn' | 'knownOn'>): 'late' | 'open' =>
  dueOn !== null && dueOn < knownOn ? 'late' : 'open';
