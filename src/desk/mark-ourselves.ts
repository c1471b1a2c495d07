// A case is about whoever runs the instance, its owner or a funder: nothing is concluded on it. Saying so takes one person, and
// taking it back two who each show the second factor, or it would be a way around the rule. A check that is published on such a case
// says that the mark was taken off.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may, type StaffId } from '../core/rights.ts';
import type { World } from './world.ts';

export type MarkRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'let-in-lately'
  | 'first-without-right'
  | 'ourselves-own'
  | 'step-up-needed'
  | 'case-ended'
  | 'deeds-too-many'
  | 'submission-waits'
  | 'submission-sealing'
>;

/**
 * `about`: it is, or stays so though somebody asked to take the mark off. Else whoever comes first asks for that, and a second
 * account that may review agrees. `offBy` is who asked, as it was read. `proven`: the second factor was shown just before.
 */
export const markOurselves = async (
  world: Pick<World, 'cases' | 'team' | 'now'>,
  actor: Actor,
  {
    of,
    offBy,
    about,
    proven,
  }: { readonly of: Id; readonly offBy: StaffId | null; readonly about: boolean; readonly proven: boolean },
): Promise<Result<null, MarkRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const at = world.now();
  const done = { by: actor.id, at };
  if (about) return world.cases.markOurselves(of, done);
  if (!proven) return refuse('step-up-needed');
  if (offBy === null) return world.cases.askOff(of, done);
  if (offBy === actor.id) return refuse('ourselves-own');
  if (!may(actor.role, 'submission.review')) return refuse('forbidden');
  if (!(await world.team.holds(offBy, 'case.work'))) return refuse('first-without-right');
  const apart = keptApart(await world.team.hand([offBy], at), actor.id, 'submission.review');
  return apart === null ? world.cases.takeOff(of, offBy, done) : refuse('let-in-lately', { detail: apart.until });
};
