// One person ends a case without a verdict, for a reason of the closed list. What writes a check to everybody who asked waits for
// another one; declining in public takes two as well, and is not done here. People in need are written to at once, by who has just
// shown the second factor; the words are a template that two agreed to, and their addresses outlast the day in which it can be undone.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Closing, isNeed, longestSpamWords, type Spam, sealHours, spamReasons } from '../core/case.ts';
import { type Actor, may } from '../core/rights.ts';
import { mask } from '../kit/mask/index.ts';
import { line } from './case-text.ts';
import type { World } from './world.ts';

export type CloseRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'case-ended'
  | 'case-under-review'
  | 'closing-needs-two'
  | 'closing-waits'
  | 'closings-too-many'
  | 'step-up-needed'
  | 'duplicate-of-nothing'
  | 'spam-needs-reason'
  | 'spam-needs-words'
  | 'field-too-long'
  | 'submission-waits'
  | 'submission-sealing'
>;

/** Why it is spam: of the closed list, and in a sentence where none of it fits; numbers and addresses in it are masked. */
const spamOf = (because = '', typed = ''): Result<Spam, CloseRefusal> => {
  const reason = spamReasons.find((one) => one === because);
  if (reason === undefined) return refuse('spam-needs-reason', { field: 'because' });
  const words = line(typed, longestSpamWords);
  if (words === undefined) return refuse('field-too-long', { field: 'words' });
  if (reason === 'other' && words === null) return refuse('spam-needs-words', { field: 'words' });
  return ok({ because: reason, words: words && mask(words).text });
};

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
    because,
    words,
    proven = false,
  }: {
    readonly of: Id;
    readonly as: Closing;
    readonly joinedTo?: Id;
    readonly check?: Id;
    readonly because?: string;
    readonly words?: string;
    /** The second factor was shown just before. */
    readonly proven?: boolean;
  },
): Promise<Result<'closed' | 'waiting', CloseRefusal>> => {
  if (!may(actor.role, 'case.close')) return refuse('forbidden');
  if (as === 'not-checkable') return refuse('closing-needs-two');
  if (isNeed(as) && !proven) return refuse('step-up-needed');
  const spam = as === 'spam' ? spamOf(because, words) : undefined;
  if (spam?.ok === false) return spam;
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
    ...(spam && { spam: spam.value }),
  };
  const day = dayOf(at);
  const closed = await world.cases.close(of, ending, done, {
    day,
    until: new Date(at.getTime() + sealHours * 3_600_000),
    words: (words) => world.vault.seal(day, of, words),
  });
  return closed.ok ? ok('closed') : closed;
};
