// Of what waits for a second person, what whoever looks may not agree to, and why: the one reading for every list that says so.
import type { Id } from '../../base/ids.ts';
import type { AliasProposal } from '../../core/alias.ts';
import { type KeptApart, keptApart } from '../../core/let-in.ts';
import { type Actor, may, type Right, type StaffId } from '../../core/rights.ts';
import {
  type ClosingAsked,
  type DeskAppeal,
  keepsFromAgreeing,
  type SubmissionLine,
  type WaitingWording,
  type World,
} from '../../desk/index.ts';

/**
 * `own`: they wrote it, or had a part in what it is about. `no-right`: they lack the right. `without-right`: whoever put it forward lost
 * theirs since. Otherwise they are of one hand with a writer, until a day.
 */
export type NotForYou = 'own' | 'no-right' | 'without-right' | KeptApart;
export type NotForYous = ReadonlyMap<Id, NotForYou>;

/** What waits, with everybody who wrote it and who of them put it forward. */
type Waiting = { readonly id: Id; readonly by: readonly StaffId[]; readonly first: StaffId };
type Parts = Pick<World, 'team' | 'now'>;

/** By the id of the thing; what they may agree to is absent. `puts` is the right of who put it forward, `needs` that of a second one. */
export const notForYou = async (
  { team, now }: Parts,
  who: Actor,
  things: readonly Waiting[],
  { puts, needs }: { readonly puts: Right; readonly needs: Right },
): Promise<NotForYous> => {
  const known = new Map<string, Promise<NotForYou | null>>();
  const why = async (by: readonly StaffId[], first: StaffId): Promise<NotForYou | null> => {
    if (by.includes(who.id)) return 'own';
    if (!may(who.role, needs)) return 'no-right';
    if (!(await team.holds(first, puts))) return 'without-right';
    return keptApart(await team.hand(by, now()), who.id, needs);
  };
  const found = await Promise.all(
    things.map(async ({ id, by, first }) => {
      const key = `${first} ${by.join(' ')}`;
      const asked = known.get(key) ?? why(by, first);
      known.set(key, asked);
      return [id, await asked] as const;
    }),
  );
  return new Map(found.flatMap(([id, one]) => (one === null ? [] : [[id, one] as const])));
};

type ToReview = {
  readonly waiting: readonly SubmissionLine[];
  readonly wordings: readonly WaitingWording[];
  readonly aliases: readonly AliasProposal[];
  readonly answers: readonly DeskAppeal[];
  readonly closings: readonly ClosingAsked[];
};

/** Of all that stands in *To review*; words about appeals by their own ids. */
export const notToReview = async (world: Parts, who: Actor, lists: ToReview): Promise<NotForYous> => {
  const one = (id: Id, by: StaffId): Waiting => ({ id, by: [by], first: by });
  const { waiting, wordings, aliases, answers, closings } = lists;
  const maps = await Promise.all([
    notForYou(
      world,
      who,
      waiting.map(({ id, writers, submittedBy }) => ({ id, by: [...writers, submittedBy], first: submittedBy })),
      { puts: 'submission.submit', needs: 'submission.review' },
    ),
    notForYou(
      world,
      who,
      wordings.map(({ id, proposedBy }) => one(id, proposedBy)),
      { puts: 'wording.propose', needs: 'wording.approve' },
    ),
    notForYou(
      world,
      who,
      aliases.map(({ id, proposedBy }) => one(id, proposedBy)),
      { puts: 'aliases.decide', needs: 'aliases.decide' },
    ),
    notForYou(
      world,
      who,
      closings.map(({ id, askedBy }) => one(id, askedBy)),
      { puts: 'case.close', needs: 'case.close' },
    ),
    wordsNotForYou(world, who, answers),
  ]);
  return new Map(maps.flatMap((map) => [...map]));
};

/** Of words about appeals that wait, by their ids. */
export const wordsNotForYou = async (world: Parts, who: Actor, appeals: readonly DeskAppeal[]): Promise<NotForYous> => {
  const found = await Promise.all(
    appeals.flatMap((appeal) =>
      appeal.proposed.map(async (words) => {
        const why = await keepsFromAgreeing(world, appeal, words, who.id);
        return [words.id, why === 'own-answer' || why === 'own-work' ? 'own' : why] as const;
      }),
    ),
  );
  return new Map(found.flatMap(([id, why]) => (why === null ? [] : [[id, why] as const])));
};
