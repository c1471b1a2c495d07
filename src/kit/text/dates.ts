import type { Word } from './words.ts';

const months = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);

/**
 * Where a date written out that starts at word `i` ends: `January 14, 2020`, `14 January 2020`, `ngày 14 tháng 1 năm
 * 2020`, `ngày 14/1`, `tháng 3/2021`; undefined when none starts there. A byline's date says nothing of the claim.
 */
export const datedUntil = (words: readonly Word[], i: number): number | undefined => {
  const first = words[i];
  if (first === undefined) return undefined;
  if (isNumber(words[i], 31) && isMonth(words[i + 1]) && isYear(words[i + 2])) return i + 3;
  if (isMonth(first)) return isNumber(words[i + 1], 31) && isYear(words[i + 2]) ? i + 3 : undefined;
  const day = labelled(words, i, 'ngay', 31);
  const month = labelled(words, day, 'thang', 12);
  if (month === i) return undefined;
  return labelled(words, month, 'nam', 2100);
};

const isNumber = (word: Word | undefined, most: number): boolean =>
  word?.isNumeral === true && /^\d{1,4}$/.test(word.folded) && Number(word.folded) <= most;

const isYear = (word: Word | undefined): boolean => isNumber(word, 2100) && Number(word?.folded) >= 1900;

const isMonth = (word: Word | undefined): boolean => word !== undefined && months.has(word.folded);

/** The place after `ngày 14`, `tháng 3/2021` …, or the same place when the label does not stand there. */
const labelled = (words: readonly Word[], i: number, label: string, most: number): number => {
  if (words[i]?.folded !== label || words[i]?.gap === '/' || !isNumber(words[i + 1], most)) return i;
  let end = i + 2;
  while (words[end]?.isNumeral === true && words[end]?.gap === '/') end++;
  return end;
};
