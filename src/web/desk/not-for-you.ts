// Of what waits for a second person, what whoever looks may not agree to, and why: the one reading for every page that says so.
import type { Id } from '../../base/ids.ts';
import type { AliasProposal } from '../../core/alias.ts';
import { keptApart, type NotForYou, type NotForYous } from '../../core/let-in.ts';
import { type Actor, may, type Right, type StaffId } from '../../core/rights.ts';
import {
  type ClosingAsked,
  type DeskAppeal,
  keepsFromAgreeing,
  type OneOrMachine,
  type SubmissionLine,
  type WaitingWording,
  type World,
} from '../../desk/index.ts';

/** What waits, with everybody who wrote it and who of them put it forward; null where whoever runs the machine did. */
type Waiting = { readonly id: Id; readonly by: readonly StaffId[]; readonly first: OneOrMachine };
type Parts = Pick<World, 'team' | 'now'>;

/** What one person put forward, or whoever runs the machine. */
export const byOne = (id: Id, by: OneOrMachine): Waiting => ({ id, by: by === null ? [] : [by], first: by });

/**
 * By the id of the thing; what they may agree to is absent. `puts` is the right of who put it forward, `needs` that of a second one.
 * `who` null: whoever runs the machine, whom nothing here keeps from it.
 */
export const notForYou = async (
  { team, now }: Parts,
  who: Actor | null,
  things: readonly Waiting[],
  { puts, needs = puts }: { readonly puts: Right; readonly needs?: Right },
): Promise<NotForYous> => {
  if (who === null) return new Map();
  const known = new Map<string, Promise<NotForYou | null>>();
  const why = async (by: readonly StaffId[], first: OneOrMachine): Promise<NotForYou | null> => {
    if (by.includes(who.id)) return 'own';
    if (!may(who.role, needs)) return 'no-right';
    if (first === null) return null;
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
      wordings.map(({ id, proposedBy }) => byOne(id, proposedBy)),
      { puts: 'wording.propose', needs: 'wording.approve' },
    ),
    notForYou(
      world,
      who,
      aliases.map(({ id, proposedBy }) => byOne(id, proposedBy)),
      { puts: 'aliases.decide' },
    ),
    notForYou(
      world,
      who,
      closings.map(({ id, askedBy }) => byOne(id, askedBy)),
      { puts: 'case.close' },
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
