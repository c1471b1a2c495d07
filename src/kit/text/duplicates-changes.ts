import type { Comparison, Run } from './duplicates-runs.ts';
import type { MessageWord } from './duplicates-talk.ts';
import { isNegator, isTalkWord, isTurning, mayNegate, namesDiffer, typosIn } from './duplicates-typo.ts';
import { hasDigit, type Said } from './duplicates-words.ts';

const mostRuns = 48;
/** A function word put in changes less than a word that says something. */
export const functionWeight = 0.4;

/** What separates two messages, counted in words. */
export type Changes = {
  typos: number;
  /** Typos that may have made another word of it. */
  doubtful: number;
  /** Function words that stand for other function words. */
  swapped: number;
  addedInside: number;
  addedAtEnds: number;
  moved: number;
};

/** What separates two messages, counted; undefined when it is a number, a name, a negation or a word with a meaning. */
export const changesBetween = (
  a: Said,
  b: Said,
  { runsA, runsB, breaksA, breaksB }: Comparison,
): Changes | undefined => {
  if (runsA.length > mostRuns || runsB.length > mostRuns) return undefined;
  if (isTorn(a, breaksA) || isTorn(b, breaksB)) return undefined;
  const moved = Math.max(0, breaksA.length - runsB.length, breaksB.length - runsA.length);
  const changes: Changes = { typos: 0, doubtful: 0, swapped: 0, addedInside: 0, addedAtEnds: 0, moved };
  const pairUp = (fromA: readonly Run[], fromB: readonly Run[]) => pairTypos(a, fromA, b, fromB, changes);
  const whole = pairUp(runsA, runsB);
  // What is left at the ends may be a typo and a greeting side by side.
  const parted = whole && pairUp(withoutTalk(a, whole.alone), withoutTalk(b, whole.rest));
  if (parted === undefined) return undefined;
  const { alone, rest } = parted;
  const [ownA, ownB] = [wordsOf(a, alone, endsOf(b, rest)), wordsOf(b, rest, endsOf(a, alone))];
  const [moreA, moreB] = surplus(a, runsA, b, runsB);
  const inside = { a: [...ownA.inside, ...moreA], b: [...ownB.inside, ...moreB] };
  const all = { a: [...inside.a, ...ownA.atEnds], b: [...inside.b, ...ownB.atEnds] };
  if ([...all.a, ...all.b].some((word) => hasDigit(word.term) || mayNegate(word))) return undefined;
  if (all.a.length > 0 && all.b.length > 0) {
    changes.swapped = Math.max(all.a.length, all.b.length);
    return [...all.a, ...all.b].every(isFunctionWord) ? changes : undefined;
  }
  changes.addedInside = weightOf(inside.a) + weightOf(inside.b);
  changes.addedAtEnds = weightOf(ownA.atEnds) + weightOf(ownB.atEnds);
  return changes;
};

/** Counts the runs that are each other's typos, and gives those that are nobody's; undefined when two only look alike. */
const pairTypos = (
  a: Said,
  runsA: readonly Run[],
  b: Said,
  runsB: readonly Run[],
  changes: Changes,
): { readonly alone: readonly Run[]; readonly rest: readonly Run[] } | undefined => {
  const left = new Set(runsB);
  const alone: Run[] = [];
  for (const run of runsA) {
    const twin = typosIn(a, run, b, left);
    if (twin === undefined) {
      alone.push(run);
      continue;
    }
    if (!twin.isTypo || namesDiffer(a, run, b, twin.run)) return undefined;
    left.delete(twin.run);
    changes.typos += twin.typos;
    if (twin.isDoubtful) changes.doubtful++;
    // The same words between other neighbours have moved.
    if (terms(a, run) === terms(b, twin.run)) changes.moved += 2;
  }
  return { alone, rest: [...left] };
};

/** Runs at the ends of a message in two: what is its own, and the greetings before or after it. */
const withoutTalk = ({ words }: Said, runs: readonly Run[]): readonly Run[] =>
  runs.flatMap(({ from, to }) => {
    const isTalk = (i: number): boolean => isTalkWord(words[i]?.term ?? '');
    let [start, end] = [from, to];
    if (from === 0) while (start < to && isTalk(start)) start++;
    if (to === words.length) while (end > start && isTalk(end - 1)) end--;
    if (start === end) return [{ from, to }];
    const parts = [
      { from, to: start },
      { from: start, to: end },
      { from: end, to },
    ];
    return parts.filter((part) => part.from < part.to);
  });

/** At which ends of a message it has words of its own. */
const endsOf = ({ words }: Said, runs: readonly Run[]): { readonly first: boolean; readonly last: boolean } => ({
  first: runs.some(({ from }) => from === 0),
  last: runs.some(({ to }) => to === words.length),
});

/** The words of runs that the other message has nothing like. Talk at an end where the other has nothing is none of them. */
const wordsOf = (
  { words }: Said,
  runs: readonly Run[],
  others: ReturnType<typeof endsOf>,
): { readonly inside: readonly MessageWord[]; readonly atEnds: readonly MessageWord[] } => {
  const [inside, atEnds]: [MessageWord[], MessageWord[]] = [[], []];
  for (const { from, to } of runs) {
    const run = words.slice(from, to);
    const isFreeEnd = (from === 0 && !others.first) || (to === words.length && !others.last);
    if (isFreeEnd && run.every(({ term }) => isTalkWord(term))) continue;
    (isFreeEnd ? atEnds : inside).push(...run);
  }
  return { inside, atEnds };
};

/** Shared words that one message says more often than the other. */
const surplus = (
  a: Said,
  runsA: readonly Run[],
  b: Said,
  runsB: readonly Run[],
): readonly [readonly MessageWord[], readonly MessageWord[]] => {
  const counts = new Map<string, number>();
  const [sharedA, sharedB] = [outside(a, runsA), outside(b, runsB)];
  for (const { term } of sharedA) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const { term } of sharedB) counts.set(term, (counts.get(term) ?? 0) - 1);
  const more = (words: readonly MessageWord[], sign: number): readonly MessageWord[] =>
    words.filter(({ term }) => {
      const left = (counts.get(term) ?? 0) * sign;
      if (left > 0) counts.set(term, (left - 1) * sign);
      return left > 0;
    });
  return [more(sharedA, 1), more(sharedB, -1)];
};

const outside = ({ words }: Said, runs: readonly Run[]): readonly MessageWord[] => {
  const shared: MessageWord[] = [];
  let from = 0;
  for (const run of [...runs, { from: words.length, to: words.length }]) {
    for (let i = from; i < run.from; i++) shared.push(words[i] as MessageWord);
    from = run.to;
  }
  return shared;
};

const weightOf = (words: readonly MessageWord[]): number =>
  words.reduce((sum, w) => sum + (w.isContent || isTurning(w.term) ? 1 : functionWeight), 0);

const terms = ({ words }: Said, { from, to }: Run): string =>
  words
    .slice(from, to)
    .map((w) => w.term)
    .join(' ');

const isFunctionWord = ({ term, isContent }: MessageWord): boolean => !isContent && !isTurning(term);

/** A number or a negation beside another word than in the other message counts or denies something else. */
const isTorn = ({ words }: Said, breaks: readonly number[]): boolean =>
  breaks.some((i) => words.slice(i, i + 2).some((word) => hasDigit(word.term) || isNegator(word)));
