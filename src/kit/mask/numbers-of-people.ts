import { digitGroups, type Group } from './digit-groups.ts';
import type { Find, Kind } from './found.ts';
import { dialled, isCard, isCitizenId, isDate, isIsbn, isPhone, isPublicLine, isRound } from './shapes.ts';
import { isCounted, type Subject, subjectBefore } from './surroundings.ts';

const mostGroups = 5;
const digitByDigit = 11;

/**
 * Phone, identity and account numbers. Public numbers (three to five digits, 1800 and 1900 lines), amounts, dates, years
 * and decimals stay. Linear: from each group of digits a fixed number of the next is looked at.
 */
export const numbersOfPeople = (text: string): readonly Find[] => {
  const groups = digitGroups(text);
  const found: Find[] = [];
  let [chain, subject]: [number, Subject | undefined] = [-1, undefined];
  for (let i = 0; i < groups.length; ) {
    const run = runFrom(groups, i);
    const first = run[0] as Group;
    const staying = amountLength(run);
    if (staying > 0 || run.reduce((sum, g) => sum + g.digits.length, 0) < 6) {
      i += Math.max(staying, 1);
      continue;
    }
    if (first.chainStart !== chain) [chain, subject] = [first.chainStart, subjectBefore(text, first.start)];
    const find = findIn(text, run, subject);
    if (find !== undefined) found.push(find);
    i += run.filter((g) => g.end <= (find?.end ?? first.end)).length;
  }
  return found;
};

/**
 * The groups that could be one number with the first: joined all alike, but for brackets and after a plus. Ten and more
 * single digits in a row, a zero first, are a phone number spelled digit by digit.
 */
const runFrom = (groups: readonly Group[], i: number): readonly Group[] => {
  const first = groups[i] as Group;
  let isSpelled = first.digits === '0';
  let end = i + 1;
  for (; end < i + digitByDigit; end++) {
    const group = groups[end];
    isSpelled &&= group?.digits.length === 1;
    if (group?.joint === undefined || group.hasPlus || (end >= i + mostGroups && !isSpelled)) break;
    if (end > i + 1 && !first.hasPlus && !isAlike(groups[end - 1]?.joint, group.joint, end === i + 2)) break;
  }
  // Neither spelled out to the end of a number nor short enough to be grouped.
  return groups.slice(i, isSpelled && end - i > mostGroups && end - i < 10 ? i + 1 : end);
};

const isAlike = (before: string | undefined, joint: string, isSecond: boolean): boolean =>
  joint === before || joint.includes(')') || (isSecond && /[()]/.test(before ?? ''));

/** How many groups an amount (1.000.000, 1 000 000), a date (20.10.2021) or a public line takes; 0 for none of them. */
const amountLength = (run: readonly Group[]): number => {
  const [a, b, c] = run.map((g) => g.digits);
  if (a === undefined || run[0]?.hasPlus === true) return 0;
  for (let length = 1; length <= 3 && /^1[89]/.test(a); length++)
    if (isPublicLine(joined(run.slice(0, length)))) return length;
  if (b === undefined) return 0;
  if (c !== undefined && a.length + b.length + c.length >= 6 && isDate(a, b, c)) return 3;
  const joint = run[1]?.joint ?? '';
  let length = 1;
  while (run[length]?.digits.length === 3) length++;
  // A longer last group makes it a phone number after all: 202 555 0123.
  const isGrouped = length > 1 && length === run.length && /^[1-9]\d{0,2}$/.test(a) && /^[., \u00a0]$/.test(joint);
  return isGrouped ? length : 0;
};

const joined = (parts: readonly Group[]): string => {
  let digits = '';
  for (const part of parts) digits += part.digits;
  return digits;
};

const findIn = (text: string, run: readonly Group[], subject: Subject | undefined): Find | undefined => {
  const joint = run[1]?.joint ?? ' ';
  // Dots and hyphens bind: what they join is one number as a whole or none (ISBNs, versions). Spaces may only separate.
  const shortest = run.length > 1 && !/[ \u00a0()]/.test(joint) ? run.length : 1;
  for (let length = run.length; length >= Math.max(shortest, run.length > mostGroups ? 10 : 1); length--) {
    const parts = run.slice(0, length);
    const kind = kindOf(text, parts, subject);
    if (kind !== undefined && !isAmount(text, parts)) return findOf(text, kind, parts);
  }
  return undefined;
};

const kindOf = (text: string, parts: readonly Group[], subject: Subject | undefined): Kind | undefined => {
  const length = parts.reduce((sum, group) => sum + group.digits.length, 0);
  const hasPlus = parts[0]?.hasPlus === true;
  // Nothing shorter gives itself away; most digits of most texts end here.
  if (length < (subject === undefined && !hasPlus ? 9 : 6) || length > 34) return undefined;
  if (subject === 'account') return 'account';
  if (subject === 'id' && length >= 7) return 'id';
  const digits = joined(parts);
  const sizes = parts.length === 1 ? '' : parts.map((p) => p.digits.length).join('');
  if (isPhone(digits, sizes, hasPlus)) return 'phone';
  const isEven = /^(.?)\1*$/.test(sizes);
  if ((length === 12 && isEven && isCitizenId(digits)) || (sizes === '324' && parts[1]?.joint === '-')) return 'id';
  if (length === 16 && isEven && isCard(digits)) return 'account';
  if (subject === 'phone' && length >= 7 && length <= 15) return 'phone';
  return parts.length === 1 && length >= 9 && !isIsbn(digits) && !isInDecimal(text, parts[0] as Group)
    ? 'account'
    : undefined;
};

const isInDecimal = (text: string, { start, end }: Group): boolean =>
  /\d[.,]$/.test(text.slice(Math.max(0, start - 2), start)) || /^[.,]\d/.test(text.slice(end, end + 2));

const isAmount = (text: string, parts: readonly Group[]): boolean => {
  const [first, last] = [parts[0] as Group, parts.at(-1) as Group];
  if (first.hasPlus || first.digits.startsWith('0')) return false;
  return isRound(joined(parts)) || isCounted(text, first.start, last.end);
};

const findOf = (text: string, kind: Kind, parts: readonly Group[]): Find => {
  const [first, last] = [parts[0] as Group, parts.at(-1) as Group];
  let start = first.start;
  if (text[start - 1] === '(' && parts[1]?.joint?.includes(')') === true) start--;
  if (first.hasPlus) start = text.lastIndexOf('+', first.start);
  const digits = joined(parts);
  return { kind, start, end: last.end, value: kind === 'phone' ? dialled(digits, first.hasPlus) : digits };
};
