/** What a name reads as at a glance, so that one written to be taken for another can be told. */
import { fold } from './fold.ts';
import table from './look-alikes.json' with { type: 'json' };

const latin = new Map(
  Object.entries(table.letters).flatMap(([letter, alike]) => Array.from(alike, (one) => [one, letter] as const)),
);

// Letters in a box or a ring, and those of flags, which NFKD leaves as they are (Unicode 16, Enclosed Alphanumeric Supplement).
const enclosed = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu;
const firstOf = [0x1f1e6, 0x1f170, 0x1f150] as const;

const bare = (letter: string): string => {
  const point = letter.codePointAt(0) ?? 0;
  const first = firstOf.find((one) => point >= one) ?? point;
  return String.fromCharCode(0x61 + point - first);
};

/**
 * The words of a name as they look: without accents, without letters of other scripts that read as Latin ones, with what
 * is told apart only by looking twice (`l` `I` `1`, `O` `0`, `rn` `m`, `vv` `w`) as one. For comparing, never for showing.
 * After UTS #39, section 4 (skeletons), with accents gone, too.
 *
 * ```ts
 * looksLike('SÁNG-TỎ') // ['sang', 'to']
 * looksLike('Ѕаng T0') // ['sang', 'to']
 * ```
 */
export const looksLike = (name: string): readonly string[] => {
  const letters = Array.from(name.normalize('NFKD').replace(enclosed, bare), (one) => latin.get(one) ?? one).join('');
  return fold(letters)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/[l1]/g, 'i').replace(/0/g, 'o'));
};
