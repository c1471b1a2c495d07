import type { Find } from './found.ts';
import { subjectBefore } from './surroundings.ts';

// Province 11 to 99, series, four or five digits (Circular 79/2024/TT-BCA and its forerunners).
const plate =
  /(?<![\p{L}\p{N}.,])(1[1-9]|[2-9]\d)([ -]?)([A-ZĐ]{1,2}\d?|[a-zđ]\d?)([ .-]{0,2})(\d{3})([. ]?)(\d{2}|\d)(?![\p{L}\p{N}]|[.,]\d)/gu;

/** Vietnamese number plates. What could also be an amount (`30A 1234`) counts only with a plate's punctuation or a word like `biển số` before. */
export const platesIn = (text: string): readonly Find[] => {
  const found: Find[] = [];
  for (const match of text.matchAll(plate)) {
    const [whole, , , series = '', joint = '', , dot] = match;
    const isPunctuated = joint.includes('-') || dot === '.';
    const isPlain = isPunctuated || (series === series.toUpperCase() && whole.replace(/\D/g, '').length >= 7);
    if (!isPlain && subjectBefore(text, match.index) !== 'plate') continue;
    const value = whole.replace(/[ .-]/g, '').toUpperCase();
    found.push({ kind: 'plate', start: match.index, end: match.index + whole.length, value });
  }
  return found;
};
