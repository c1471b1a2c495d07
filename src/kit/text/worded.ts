import { accentForm, fold } from './fold.ts';
import { is } from './forms.ts';
import table from './number-words.json' with { type: 'json' };
import { tidy } from './numerals.ts';
import { gapBefore, type Word, type Written } from './words.ts';

/** A number in words, `[from, to)`: what it comes to, and the scale of its last part (1 when it has none). */
export type Worded = { readonly to: number; readonly value: number; readonly last: number };

const lookUp = (packed: string): ReadonlyMap<string, number> =>
  new Map(
    packed.split(' ').map((pair) => [pair.slice(0, pair.indexOf(':')), Number(pair.slice(pair.indexOf(':') + 1))]),
  );

const scales = lookUp(table.scales);
const accentedScales = new Set(table.accentedScales.split(' ').map(accentForm));
const english = lookUp(table.english);
const vietnamese = new Map([...lookUp(table.vietnamese)].map(([word, value]) => [accentForm(word), value]));
const bareVietnamese = new Map([...lookUp(table.vietnamese)].map(([word, value]) => [fold(word), value]));
const behindTens = new Map([...lookUp(table.behindTens)].map(([word, value]) => [accentForm(word), value]));
const countedByFive = new Set(table.countedByFive.split(' ').map(accentForm));
/** What is larger is no number that anybody means. */
export const greatest = 1e18;
const tenForm = accentForm('mươi');
const halfForm = accentForm('rưỡi');
const oddForm = accentForm('lẻ');
const fiveForm = accentForm('năm');
// `mỗi năm`, `những năm tháng`: years.
const beforeYears = new Set('moi hang trong cac nhung nhieu may vai tung cuoi dau'.split(' '));
const counted = new Set(table.counted.split(' ').map(accentForm));

/** Words of a text whose language may be known. */
type Spoken = Written & { readonly lang: string | undefined };

/**
 * The number in words that starts at word `i`: `twenty-five thousand`, `a million`, `half a million`, `hai mươi lăm
 * nghìn`, `một triệu rưỡi`. A single digit in words counts in English from two on, in Vietnamese where something countable
 * follows (`ba người`, but not `ba tôi`); without diacritics only beside a scale word.
 */
export const wordedAt = (written: Spoken, i: number): Worded | undefined =>
  (written.lang === 'vi' ? undefined : englishAt(written, i)) ??
  (written.lang === 'en' ? undefined : vietnameseAt(written, i));

/** What word `i` multiplies by when it is a scale word (`million`, `nghìn`) right behind the one before. */
export const scaleAt = (written: Written, i: number): number | undefined => {
  const word = written.words[i];
  if (word === undefined) return undefined;
  const scale = scales.get(word.form.folded);
  if (scale === undefined || !isNextTo(written, i)) return undefined;
  if ((word.form.bits & is.accented) !== 0) return accentedScales.has(word.form.accented) ? scale : undefined;
  // `5 ngan hang` without diacritics is five banks.
  return word.form.folded === 'ngan' && written.words[i + 1]?.form.folded === 'hang' ? undefined : scale;
};

const isNextTo = (written: Written, i: number): boolean => {
  const gap = gapBefore(written, i);
  return gap === ' ' || gap === '' || gap === '-' || gap === '\u00a0';
};

const foldedAt = ({ words }: Written, i: number): string | undefined => words[i]?.form.folded;

const englishAt = (written: Written, i: number): Worded | undefined => {
  const first = foldedAt(written, i);
  if (first === 'half') return halfAt(written, i);
  if (first === 'a') return scaleAt(written, i + 1) === undefined ? undefined : scaledFrom(written, i + 1, 1, 0);
  const small = smallEnglish(written, i);
  if (small === undefined) return undefined;
  const whole = scaledFrom(written, small.to, small.value, 0);
  // `one` alone is a pronoun as often as a number.
  return whole.to === i + 1 && whole.value === 1 ? undefined : whole;
};

const halfAt = (written: Written, i: number): Worded | undefined => {
  const scale = foldedAt(written, i + 1) === 'a' ? scaleAt(written, i + 2) : undefined;
  return scale === undefined || scale < 1000 ? undefined : { to: i + 3, value: scale / 2, last: scale };
};

/** One to ninety-nine. */
const smallEnglish = (written: Written, i: number): { readonly to: number; readonly value: number } | undefined => {
  const first = english.get(foldedAt(written, i) ?? '');
  if (first === undefined) return undefined;
  const second = first >= 20 && isNextTo(written, i + 1) ? english.get(foldedAt(written, i + 1) ?? '') : undefined;
  return second !== undefined && second < 10 ? { to: i + 2, value: first + second } : { to: i + 1, value: first };
};

/** `value` times the scale words from word `to` on, and what is added behind them (`two hundred and five thousand`). */
const scaledFrom = (written: Written, to: number, value: number, depth: number): Worded => {
  let [end, total, last] = [to, value, 1];
  for (let scale = scaleAt(written, end); scale !== undefined; scale = scaleAt(written, end)) {
    if (total * scale > greatest) break;
    total *= scale;
    last = scale;
    end++;
  }
  if (last === 1 || depth > 3) return { to: end, value: total, last };
  const next = last === 100 && foldedAt(written, end) === 'and' ? end + 1 : end;
  const part = isNextTo(written, next) ? smallEnglish(written, next) : undefined;
  if (part === undefined) return { to: end, value: total, last };
  const more = scaledFrom(written, part.to, part.value, depth + 1);
  // `two hundred five thousand`: a larger scale behind multiplies what stands before as well.
  if (more.last > last) return { to: more.to, value: tidy(total * more.last + more.value), last: more.last };
  return more.value < last
    ? { to: more.to, value: total + more.value, last: more.last }
    : { to: end, value: total, last };
};

const vietnameseAt = (written: Written, i: number): Worded | undefined => {
  const { words } = written;
  let [end, total, current, last] = [i, 0, 0, 1];
  let isExact = true;
  let isLinked = false;
  for (; end < words.length && (end === i || isNextTo(written, end)); end++) {
    const step = stepOf(words[end] as Word, current);
    if (step === undefined) break;
    const wasLinked = isLinked;
    isLinked = step.kind === 'link';
    if (step.kind === 'digit') {
      // `ba năm` is three years, not 3 and 5.
      if (current % 10 !== 0 || (step.value === 10 && current % 100 !== 0)) break;
      const isTail = end > i && !wasLinked;
      if (isTail && (words[end] as Word).form.accented === fiveForm && !continues(written, end)) break;
      if (isTail && current % 100 === 0 && step.value < 10 && !continues(written, end)) break;
      current += step.value;
      isExact &&= step.isExact;
    } else if (step.kind === 'ten') {
      const units = current % 10;
      if (units < 2) break;
      current += units * 9;
    } else if (step.kind === 'scale') {
      if (scaleAt(written, end) === undefined || (current === 0 && last === 1) || (step.value === 100 && current > 9))
        break;
      if (Math.max(total, current) * step.value > greatest) break;
      // The parts of a number come in falling order; `nghìn tỷ` multiplies.
      if (step.value === 100) current *= 100;
      else [total, current] = current === 0 ? [total * step.value, 0] : [total + current * step.value, 0];
      last = step.value;
    } else if ((current === 0 && last === 1) || (step.kind === 'link' && !isDigit(words[end + 1]))) break;
    else if (step.kind === 'half') return { to: end + 1, value: total + current + (last > 1 ? last / 2 : 0.5), last };
  }
  if (end === i) return undefined;
  const value = total + current;
  const isPlain = last === 1;
  if (isPlain && !isExact) return undefined;
  if (isPlain && end === i + 1 && !isCounted(written, i, value)) return undefined;
  return value === 0 ? undefined : { to: end, value, last };
};

/** A digit is followed by what multiplies it: `nghìn ba trăm`, where `nghìn năm` is a thousand years. */
const continues = (written: Written, i: number): boolean => {
  const next = written.words[i + 1];
  const step = next === undefined || !isNextTo(written, i + 1) ? undefined : stepOf(next, 0);
  return step?.kind === 'ten' || step?.kind === 'scale';
};

const isDigit = (word: Word | undefined): boolean => word !== undefined && stepOf(word, 0)?.kind === 'digit';

const isCounted = (written: Written, i: number, value: number): boolean => {
  const [before, next] = [foldedAt(written, i - 1), written.words[i + 1]?.form];
  if (
    value === 1 ||
    next === undefined ||
    (value === 5 && beforeYears.has(before ?? '')) ||
    before === 'thu' ||
    before === 'thang' ||
    before === 'ngay'
  )
    return false;
  // `năm` is a year before it is a five: `mỗi năm người dân …`.
  return (value === 5 ? countedByFive : counted).has(next.accented);
};

type Step = {
  readonly kind: 'digit' | 'ten' | 'scale' | 'link' | 'half';
  readonly value: number;
  readonly isExact: boolean;
};

const stepOf = ({ form }: Word, current: number): Step | undefined => {
  const { accented, folded, bits } = form;
  const exact = vietnamese.get(accented) ?? (current % 100 >= 10 ? behindTens.get(accented) : undefined);
  if (exact !== undefined) return { kind: 'digit', value: exact, isExact: true };
  const isPlain = (bits & is.accented) === 0;
  if (accented === tenForm || (isPlain && folded === 'muoi')) return { kind: 'ten', value: 10, isExact: true };
  if (accented === halfForm || (isPlain && folded === 'ruoi')) return { kind: 'half', value: 0, isExact: true };
  if (accented === 'linh' || accented === oddForm) return { kind: 'link', value: 0, isExact: true };
  const scale = scales.get(folded);
  if (scale !== undefined) return { kind: 'scale', value: scale, isExact: true };
  const bare = isPlain ? bareVietnamese.get(folded) : undefined;
  return bare === undefined ? undefined : { kind: 'digit', value: bare, isExact: false };
};
