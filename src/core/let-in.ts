// Who let whom into the team: no stranger, who lately opened the door for the other.
import type { Day } from '../base/clock.ts';
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

/** Why this account does not decide on it; null where it may. `besides`: who may not decide either, whatever their role. */
export const keptApart = (
  { close, free, elders }: Hand,
  judge: StaffId,
  needs: Right,
  besides: readonly StaffId[] = [],
): KeptApart | null => {
  const near = close.find(({ member }) => member === judge);
  if (near === undefined) return null;
  type One = { readonly member: StaffId; readonly role: Role };
  const isAnother = ({ member }: One): boolean => member !== judge && !besides.includes(member);
  const could = (one: One): boolean => isAnother(one) && may(one.role, needs);
  const outside = free.filter((one) => isAnother(one) && may(one.role, countsBy(needs)));
  const others = outside.length > 0 ? outside : firstBefore(judge, elders, could);
  if (others.length === 0) return null;
  const ask = others.filter((one) => one.here && could(one)).map(({ member }) => member);
  return { until: near.until, ask: [...new Set(ask)] };
};

/** Whether a decision by this account is told to the public as one of two of whom one let the other in. */
export const isLetInLately = ({ close }: Hand, judge: StaffId): boolean =>
  close.some(({ member, through }) => member === judge && through);

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
