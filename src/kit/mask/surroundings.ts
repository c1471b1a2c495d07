import context from './context.json' with { type: 'json' };

export type Subject = 'phone' | 'id' | 'account' | 'plate' | 'amount';

const subjects = (['id', 'account', 'phone', 'plate', 'amount'] as const).map(
  (subject) => [subject, new RegExp(`(?<![a-z0-9])(?:${context[subject].join('|')})(?![a-z0-9])`, 'g')] as const,
);
const quantity = new RegExp(`^[ \\u00a0]?(?:[%‰$€£¥₫]|(?:${context.quantity.join('|')})(?![a-z0-9]))`);

/** What the nearest telling word in the 32 units before a place says the next number is. */
export const subjectBefore = (text: string, start: number): Subject | undefined => {
  const before = plain(text.slice(Math.max(0, start - 32), start));
  let [nearest, subject]: [number, Subject | undefined] = [-1, undefined];
  for (const [name, pattern] of subjects)
    for (const { 0: word, index } of before.matchAll(pattern))
      if (index + word.length > nearest) [nearest, subject] = [index + word.length, name];
  return subject;
};

/** Whether a number is followed by a currency or a counted thing, or preceded by a currency sign. */
export const isCounted = (text: string, start: number, end: number): boolean =>
  /[$€£¥₫][ \u00a0]?$/.test(text.slice(Math.max(0, start - 2), start)) ||
  quantity.test(plain(text.slice(end, end + 16)));

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
