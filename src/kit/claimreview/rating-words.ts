import ratings from './ratings.json' with { type: 'json' };
import { isVerdict, type Verdict } from './verdict.ts';

/**
 * Our verdict for another publisher's words, by the table `ratings.json` (language → verdict → labels) alone.
 * A label followed by its explanation ("FALSO: as imagens…", "False. The photo…") counts by its first part, unless
 * another part carries another verdict. Numbers, degrees we have no word for ("mostly false") and sentences stay unmapped.
 * @example verdictOf('Gây hiểu nhầm') // 'misleading'
 * @example verdictOf('3/5') // undefined
 */
export const verdictOf = (label: string): Verdict | undefined => {
  const whole = known(label);
  if (whole !== undefined) return whole;
  const [first = '', ...others] = label.slice(0, 2000).split(/[:;.!。–—|\n]|\s-\s/);
  const verdict = known(first);
  if (verdict === undefined) return undefined;
  return others.every((other) => [undefined, verdict].includes(known(other))) ? verdict : undefined;
};

/** One spelling for a label: case, accents of Arabic, tatweel, separators and edge punctuation do not matter. */
export const foldLabel = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0640\u064B-\u065F\u0670]/g, '')
    .replace(/[,_\-\s]+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '')
    .replaceAll('’', "'");

const known = (label: string): Verdict | undefined => {
  const folded = foldLabel(label);
  return table.get(folded) ?? unaccented.get(folded);
};

const entries: readonly (readonly [string, Verdict])[] = Object.values(ratings).flatMap((byVerdict) =>
  Object.entries(byVerdict).flatMap(([verdict, labels]) =>
    isVerdict(verdict) ? labels.map((label) => [foldLabel(label), verdict] as const) : [],
  ),
);

const table: ReadonlyMap<string, Verdict> = new Map(entries);

// "ENGANOSO" and "khong dung" are written without accents; a spelling that would then mean two verdicts is left out.
const unaccented: ReadonlyMap<string, Verdict> = new Map(
  entries
    .map(([label, verdict]) => [withoutAccents(label), verdict] as const)
    .filter(([bare, verdict], _, all) => all.every(([other, its]) => other !== bare || its === verdict)),
);

function withoutAccents(label: string): string {
  return label
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replaceAll('đ', 'd');
}
