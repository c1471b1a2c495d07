/** Digits standing together, and what stands between them and the digits before. */
export type Group = {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** What joins this group to the one before: a space, dot, comma or hyphen, or a bracket with a space; undefined where a new chain begins. */
  readonly joint: string | undefined;
  readonly hasPlus: boolean;
  /** Where the chain of joined groups that this one belongs to begins. */
  readonly chainStart: number;
};

const run = /\p{Nd}+/gu;
const joints = /^(?:[ .,\u00a0\u2010-\u2013-]|[ .-]?\(|\)[ .-]?)$/;

/** Every group of digits in a text, in order. Digits of other scripts are read as 0-9. */
export const digitGroups = (text: string): readonly Group[] => {
  const groups: Group[] = [];
  for (const { 0: raw, index: start } of text.matchAll(run)) {
    const last = groups.at(-1);
    const between = last !== undefined && start - last.end <= 2 ? text.slice(last.end, start) : '';
    const joint = between === ' ' || (between !== '' && joints.test(between)) ? between : undefined;
    const digits = raw.charCodeAt(0) < 128 && /^[0-9]+$/.test(raw) ? raw : Array.from(raw, asciiDigit).join('');
    const hasPlus = text[start - 1] === '+' || (text[start - 1] === '(' && text[start - 2] === '+');
    const chainStart = joint === undefined ? start : (last?.chainStart ?? start);
    groups.push({ digits, start, end: start + raw.length, joint, hasPlus, chainStart });
  }
  return groups;
};

// Digits come in runs of ten, zero first (Unicode 4.6).
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
};
