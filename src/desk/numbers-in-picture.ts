// Where a picture shows what is masked in a text: numbers of phones, accounts and papers, addresses of mail.
import { mask } from '../kit/mask/index.ts';
import type { PictureBox, PictureText } from './reading-ports.ts';

/** The places of the words that are not there any more once their line is masked, and of those in which a number goes on. */
export const numbersInPicture = (lines: PictureText['lines']): readonly PictureBox[] =>
  lines.flatMap(({ words }) => {
    const raw = words.map(({ text }) => text);
    const masked = mask(raw.join(' '));
    if (masked.found.length === 0) return [];
    const stays = inBoth(raw, masked.text.split(' '));
    const hidden = raw.map((_, n) => !stays.has(n));
    for (let n = 1; n < raw.length; n++) hidden[n] ||= hidden[n - 1] === true && goesOn(raw[n]);
    for (let n = raw.length - 1; n > 0; n--) hidden[n - 1] ||= hidden[n] === true && goesOn(raw[n - 1]);
    return words.filter((_, n) => hidden[n]).map(({ box }) => box);
  });

const goesOn = (word = ''): boolean => /^\W*\d/u.test(word);

/** Which of `a` stand in a longest sequence that both have in common. */
const inBoth = (a: readonly string[], b: readonly string[]): ReadonlySet<number> => {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (longest[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) {
      found.add(i++);
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  return found;
};
