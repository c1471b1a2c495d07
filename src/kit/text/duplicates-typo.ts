import type { Run } from './duplicates-runs.ts';
import table from './duplicates-talk.json' with { type: 'json' };
import type { MessageWord } from './duplicates-talk.ts';
import { hasDigit, type Said, spelled } from './duplicates-words.ts';
import { isSyllable } from './syllable.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const negators = setOf(table.negators);
const turning = setOf(table.turning);
const counts = setOf(table.counts);
const talk = setOf(table.talk);

/** A word that says no. */
export const isNegator = (word: MessageWord): boolean =>
  // `chẳng` and `chả` share their letters with the stem of `change` and of other words.
  negators.has(word.term) &&
  (word.end - word.start === word.term.length || !/^cha/.test(word.term) || word.term === 'chua');
// With its space lost: `doesnot`, `khônggây`.
const joinedNo = /^khong|khong$|(?:do|does|did|is|are|was|were|can|could|will|would|has|have|had|should)not$/;

/** A word put in that says no, mistyped or not. */
export const mayNegate = (word: MessageWord): boolean =>
  isNegator(word) ||
  joinedNo.test(word.term) ||
  ['khong', 'not', 'never'].some((no) => typosBetween(word.term, no, 1) < 2);
/** Function words that turn a claim around: before and after, more and less. */
export const isTurning = (term: string): boolean => turning.has(term);
export const isTalkWord = (term: string): boolean => talk.has(term);

/** The run of the other message that is this one mistyped, or written with a space more or less. */
export type Twin = {
  readonly run: Run;
  readonly typos: number;
  /** False when the two look alike and mean something else: numbers, negations, units. */
  readonly isTypo: boolean;
  /** Whether the typo may have made another word of it. */
  readonly isDoubtful: boolean;
};

const longest = 64;

/** The likeliest twin of a run among the other message's; undefined when none is near. */
export const typosIn = (a: Said, run: Run, b: Said, among: Iterable<Run>): Twin | undefined => {
  const written = spelled(a, run.from, run.to);
  if (written.length > longest) return undefined;
  const most = written.length < 8 || hasDigit(written) ? 1 : written.length < 16 ? 2 : 3;
  let best: { run: Run; typos: number; other: string } | undefined;
  for (const candidate of among) {
    if (!areInOnePlace(a, run, b, candidate)) continue;
    const other = spelled(b, candidate.from, candidate.to);
    const typos = typosBetween(written, other, most);
    if (typos <= most && typos < (best?.typos ?? most + 1)) best = { run: candidate, typos, other };
  }
  if (best === undefined) return undefined;
  const { other, typos } = best;
  const isTypo = mayBeTypo(a, run, b, best.run) && (typos === 0 || readsAsTypo(a, run, b, best.run, typos));
  return {
    run: best.run,
    typos,
    isTypo,
    isDoubtful: typos > 0 && isDoubtful(written, other) && !isFunctionTypo(a, run, b, best.run),
  };
};

/** Whether the same word, or the end of a sentence, stands before both or after both. */
const areInOnePlace = (a: Said, runA: Run, b: Said, runB: Run): boolean => {
  const before = ({ words }: Said, { from }: Run): string =>
    words[from - 1]?.close === 'sentence' ? '' : (words[from - 1]?.term ?? '');
  const after = ({ words }: Said, { to }: Run): string =>
    words[to - 1]?.close === 'sentence' ? '' : (words[to]?.term ?? '');
  return before(a, runA) === before(b, runB) || after(a, runA) === after(b, runB);
};

/**
 * How many characters differ between two short words: insertions, deletions, substitutions and swaps of neighbours
 * (optimal string alignment), up to `most`; `most + 1` when there are more.
 */
export const typosBetween = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1], b[j - 1]];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (x === y ? 0 : 1));
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? most + 1, most + 1);
};

const termsOf = ({ words }: Said, { from, to }: Run): readonly string[] => words.slice(from, to).map((w) => w.term);

const mayBeTypo = (a: Said, runA: Run, b: Said, runB: Run): boolean => {
  const numbers = (said: Said, run: Run): string =>
    (
      termsOf(said, run)
        .join(' ')
        .match(/[$€£¥]?\d+%?/g) ?? []
    ).join(' ');
  return numbers(a, runA) === numbers(b, runB);
};

const readsAsTypo = (a: Said, runA: Run, b: Said, runB: Run, typos: number): boolean => {
  const [one, other] = [spelled(a, runA.from, runA.to), spelled(b, runB.from, runB.to)];
  const negations = (said: Said, run: Run): number => said.words.slice(run.from, run.to).filter(isNegator).length;
  // `khôngg` is a mistyped `không`; what may be another word is not.
  const isMistypedNo = (one === 'khong' && !isSyllable(other)) || (other === 'khong' && !isSyllable(one));
  if (negations(a, runA) !== negations(b, runB) && !(isMistypedNo && typos === 1)) return false;
  // `ba` and `bảy`, `he` and `she` are both what they are.
  const isSet = (said: Said, run: Run): boolean => termsOf(said, run).some((t) => counts.has(t) || turning.has(t));
  if (isSet(a, runA) && isSet(b, runB)) return false;
  // Units and what is counted: `5 tấn` and `5 tạ`, `5 tầng` and `5 tháng`.
  const isCounted = hasDigit(a.words[runA.from - 1]?.term ?? '') || hasDigit(b.words[runB.from - 1]?.term ?? '');
  const isFunction = isFunctionTypo(a, runA, b, runB);
  if (
    isCounted &&
    !isFunction &&
    (typos > 1 || Math.max(one.length, other.length) < 4 || (isSyllable(one) && isSyllable(other)))
  )
    return false;
  const prefix = one.endsWith(other)
    ? one.slice(0, -other.length)
    : other.endsWith(one)
      ? other.slice(0, -one.length)
      : '';
  return !/^(?:un|in|im|il|ir|non|dis|anti)$/.test(prefix);
};

const isDoubtful = (a: string, b: string): boolean => {
  const length = Math.max(a.length, b.length);
  return length <= 3 || (length === 4 && isSyllable(a) && isSyllable(b));
};

/** A little word mistyped into none: `wac` for `was`. */
const isFunctionTypo = (a: Said, runA: Run, b: Said, runB: Run): boolean =>
  isFunctionWord(a, runA) !== isFunctionWord(b, runB);

const isFunctionWord = ({ words }: Said, { from, to }: Run): boolean =>
  words.slice(from, to).every(({ term, isContent }) => !isContent && !isTurning(term));

/** Two names a letter apart are two names, when both could be one: `ông Minh` and `ông Linh`. */
export const namesDiffer = (a: Said, runA: Run, b: Said, runB: Run): boolean =>
  isNameLike(a, runA) && isNameLike(b, runB) && spelled(a, runA.from, runA.to) !== spelled(b, runB.from, runB.to);

const isNameLike = ({ text, words }: Said, { from, to }: Run): boolean => {
  const [word, before] = [words[from], words[from - 1]];
  if (word === undefined || to !== from + 1 || before === undefined || before.close === 'sentence') return false;
  return isSyllable(word.term) && /^\p{Lu}[\p{Ll}\p{M}]+$/u.test(text.slice(word.start, word.end));
};
