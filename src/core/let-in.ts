// Who let whom into the team: no stranger, who lately opened the door for the other.
import { addDays, type Day } from '../base/clock.ts';
import type { StaffId } from './rights.ts';

const days = 7;

/** Somebody whom a writer let in, or who let a writer in, and on which day. */
export type LetIn = { readonly member: StaffId; readonly on: Day };

/** Whether a review by this member today is told as one of two who let each other in; the database says the same of each review. */
export const isLetInLately = (letIn: readonly LetIn[], member: StaffId, today: Day): boolean =>
  letIn.some((one) => one.member === member && addDays(one.on, days) > today);

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
