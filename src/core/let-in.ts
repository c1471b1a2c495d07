// Who let whom into the team: no stranger, who lately opened the door for the other.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { may, type Right, type Role, type StaffId } from './rights.ts';

/**
 * What stands between the writers of something and who decides on it. The database says who is of one hand with them, today:
 * of two one let the other in, or gave it the right to review, less than seven days before, directly or through others.
 */
export type Hand = {
  /** `until`: the first day on which they are of one hand no more. `through`: one let the other in, and not a third both. */
  readonly close: readonly { readonly member: StaffId; readonly until: Day; readonly through: boolean }[];
  /** Who could decide instead. Not `here`: the same hand sent them away, or gave them a new way in, this week. */
  readonly free: readonly { readonly member: StaffId; readonly role: Role; readonly here: boolean }[];
  /**
   * Who of one hand with them could, where nobody of `free` can: whoever `came` first. Those who let a writer in come last.
   * Not `here`: sent away, lowered, or given a new way in by the same hand this week; as old as they were before.
   */
  readonly elders: readonly {
    readonly member: StaffId;
    readonly role: Role;
    readonly here: boolean;
    readonly came: number;
  }[];
};

/** From which day on somebody may decide, and whom to ask meanwhile; nobody where those who could are not there. */
export type KeptApart = { readonly until: Day; readonly ask: readonly StaffId[] };

/**
 * Why somebody does not agree to a thing that waits. `own`: they wrote it, or had a part in what it is about. `no-right`: they lack the
 * right. `without-right`: whoever put it forward lost theirs since, and nobody agrees to it. Otherwise they are of one hand with a writer.
 */
export type NotForYou = 'own' | 'no-right' | 'without-right' | KeptApart;
export type NotForYous = ReadonlyMap<Id, NotForYou>;

type Elder = Hand['elders'][number];
/** Who came in first of those who could, where that was before this account. */
const firstBefore = (judge: StaffId, elders: readonly Elder[], could: (one: Elder) => boolean): readonly Elder[] => {
  const own = elders.find(({ member, here }) => member === judge && here);
  const rest = elders.filter(could);
  const first = Math.min(...rest.map(({ came }) => came));
  return own !== undefined && first < own.came ? rest.filter(({ came }) => came === first) : [];
};

/**
 * What one counts by as somebody else. What only few may decide, more can see: where a reviewer of no hand with the two is in
 * the team, an owner and the editor whom they just invited wait, though that reviewer does not decide.
 */
const countsBy = (needs: Right): Right =>
  needs === 'sources.manage' || needs === 'requests.tell' || needs === 'standings.answer' ? 'submission.review' : needs;

type One = { readonly member: StaffId; readonly role: Role };

/** Who could decide instead of an account that is of one hand with the writers; none where it may itself. */
const insteadOf = (
  { close, free, elders }: Hand,
  judge: StaffId,
  needs: Right,
  besides: readonly StaffId[],
): readonly (One & { readonly here: boolean })[] => {
  if (!close.some(({ member }) => member === judge)) return [];
  const isAnother = ({ member }: One): boolean => member !== judge && !besides.includes(member);
  const outside = free.filter((one) => isAnother(one) && may(one.role, countsBy(needs)));
  return outside.length > 0 ? outside : firstBefore(judge, elders, (one) => isAnother(one) && may(one.role, needs));
};

/**
 * Why this account does not decide on it; null where it may. `besides`: who may not decide either, whatever their role. Nobody is
 * sent to somebody who may not either, such as one who was lowered and raised again this week, and is new by that.
 */
export const keptApart = (
  hand: Hand,
  judge: StaffId,
  needs: Right,
  besides: readonly StaffId[] = [],
): KeptApart | null => {
  const near = hand.close.find(({ member }) => member === judge);
  const others = insteadOf(hand, judge, needs, besides);
  if (near === undefined || others.length === 0) return null;
  const ask = others.filter(
    ({ member, role, here }) => here && may(role, needs) && insteadOf(hand, member, needs, besides).length === 0,
  );
  return { until: near.until, ask: [...new Set(ask.map(({ member }) => member))] };
};

/** Who of the team may agree to the work of somebody. */
export type Agreeing = {
  readonly may: readonly StaffId[];
  /** Where nobody may: the first day on which one of those may who are kept apart; null where there is no such account. */
  readonly from: Day | null;
  /** Nobody else is there who could, and none of those was sent away this week by one hand with them. */
  readonly alone: boolean;
};

/** The one reading of it, by the `hand` of the `writer`, for everything that says whether somebody else can. `team`: who is in it. */
export const whoMayAgree = (
  hand: Hand,
  team: readonly { readonly id: StaffId; readonly role: Role }[],
  writer: StaffId,
  needs: Right,
): Omit<Agreeing, 'alone'> => {
  const others = team.filter(({ id, role }) => id !== writer && may(role, needs));
  const kept = others.map(({ id }) => ({ id, apart: keptApart(hand, id, needs) }));
  const free = kept.flatMap(({ id, apart }) => (apart === null ? [id] : []));
  const days = kept.flatMap(({ apart }) => (apart === null ? [] : [apart.until])).sort();
  return { may: free, from: free.length > 0 ? null : (days[0] ?? null) };
};

/** What two of one hand agreed to, as everybody reads it. */
export const agreedThings = [
  ...(['check', 'correction', 'withdrawal', 'closing', 'note', 'explainer', 'explainer-withdrawal', 'labels'] as const),
  ...(['source', 'import', 'duplicate', 'request', 'appeal-answer', 'appeal-correction', 'appeal-settling'] as const),
  ...(['proposal', 'standing-answer'] as const),
] as const;
export type AgreedThing = (typeof agreedThings)[number];

/** Whether a decision by this account is told to the public as one of two who came in through each other, or through the same person. */
export const isLetInLately = ({ close }: Hand, judge: StaffId): boolean => close.some(({ member }) => member === judge);

/**
 * The mailbox that an address leads to: without case, dots in the name and what stands behind a plus, which many servers
 * pass over. Two people of whom one server tells apart only by dots are taken for one; the other address of theirs does.
 */
export const mailboxOf = (email: string): string => {
  const [name = '', host = ''] = email
    .trim()
    .toLowerCase()
    .split(/@(?=[^@]*$)/);
  const bare = name.split('+')[0]?.replaceAll('.', '') ?? '';
  return `${bare === '' ? name : bare}@${host === 'googlemail.com' ? 'gmail.com' : host}`;
};
