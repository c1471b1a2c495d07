// One person ends a case without a verdict, for a reason of the closed list. What writes a check to everybody who asked waits for
// another one; declining in public takes two as well, and is not done here.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Closing, sealHours } from '../core/case.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type CloseRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'case-ended'
  | 'case-under-review'
  | 'closing-needs-two'
  | 'closing-waits'
  | 'duplicate-of-nothing'
  | 'submission-waits'
  | 'submission-sealing'
>;

/**
 * A duplicate names the case it is joined to, or the check that answers it; `waiting`: people asked it, and somebody else has to
 * agree before they are written to. What is about a private person is gone from every page at once, and erased within the day.
 */
export const closeCase = async (
  world: Pick<World, 'cases' | 'closings' | 'vault' | 'newId' | 'now'>,
  actor: Actor,
  {
    of,
    as,
    joinedTo,
    check: named,
  }: { readonly of: Id; readonly as: Closing; readonly joinedTo?: Id; readonly check?: Id },
): Promise<Result<'closed' | 'waiting', CloseRefusal>> => {
  if (!may(actor.role, 'case.close')) return refuse('forbidden');
  if (as === 'not-checkable') return refuse('closing-needs-two');
  const isDuplicate = as === 'duplicate';
  if (isDuplicate && joinedTo === undefined && named === undefined) return refuse('duplicate-of-nothing');
  // The same as a case that a check answers is the same as that check: whoever asked is written to all the same.
  const end =
    isDuplicate && named === undefined && joinedTo !== undefined ? await world.closings.end(joinedTo) : undefined;
  const check = named ?? end?.check ?? undefined;
  const at = world.now();
  const done = { by: actor.id, at };
  if (isDuplicate && check !== undefined) {
    const asked = await world.closings.ask({ id: world.newId(), of, check }, done);
    if (asked === 'asked') return ok('waiting');
    if (asked !== 'nobody-asks') return refuse(asked);
  }
  const ending = {
    as,
    joinedTo: isDuplicate && check === undefined ? (joinedTo ?? null) : null,
    check: isDuplicate ? (check ?? null) : null,
  };
  const day = dayOf(at);
  const closed = await world.cases.close(of, ending, done, {
    day,
    until: new Date(at.getTime() + sealHours * 3_600_000),
    words: (words) => world.vault.seal(day, of, words),
  });
  return closed.ok ? ok('closed') : closed;
};
