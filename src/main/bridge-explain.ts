// sangto bridge explain: why one note stands as it does, in words and as the facts from which the standing follows; and what stood
// when there were fewer ratings.
import {
  type Explanation,
  groupConsensus,
  type Ladder,
  type OfRecord,
  type Ratings,
  type ReadRatings,
  selected,
  standingsOfRecord,
  type Tally,
  told,
} from '../kit/bridge/index.ts';
import { readBefore } from './bridge-before.ts';
import { readRatingsFile, sayRatingsRefusal } from './bridge-ratings.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type BridgeExplainFlags = {
  readonly json?: boolean;
  readonly ratings: string;
  readonly note: string;
  /** A number of ratings, or a day: explains what stood by those before it, too. */
  readonly before?: Earlier;
  readonly stood?: string;
};

export type Earlier = { readonly ratings: number } | { readonly until: number; readonly day: string };

/** Fits the whole file, then explains the note; with `before`, also the ratings of then. */
export const bridgeExplainCommand = async (flags: BridgeExplainFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const read = await readRatingsFile(flags.ratings);
  if (!read.ok) return sayRatingsRefusal(out, flags.ratings, read.error);
  const { noteIds } = read.value;
  const note = noteIds.indexOf(flags.note);
  if (note < 0) {
    out.fail(
      `no note ${flags.note} has a rating in ${flags.ratings}`,
      'Give a noteId as the file has it.',
      'note-unknown',
    );
    return exitCodes.refused;
  }
  const stood = await readBefore(flags.stood);
  if (!stood.ok) {
    out.fail(`${flags.stood} cannot be used: ${stood.error.detail}`, undefined, stood.error.code);
    return exitCodes.unreadable;
  }
  if (flags.before !== undefined && read.value.ratings.at === undefined) {
    out.fail(`${flags.ratings} has no times`, 'Leave --before out.', 'no-times');
    return exitCodes.refused;
  }
  const now = explained(note, standingsOfRecord(read.value, { before: stood.value }));
  const then = flags.before === undefined ? undefined : explainedBefore(read.value, note, flags.before);
  const { explanation, ladder } = now;
  out.give({
    note: flags.note,
    ...explanation,
    interceptOfAll: now.interceptOfAll,
    consensus: now.consensus,
    ladder,
    // What an instance keeps and publishes of it: enough for the standing, and nothing of one rater.
    told: told(explanation, ladder.rung),
    ...(then === undefined ? {} : { before: then === null ? null : { ...then.explanation, ladder: then.ladder } }),
  });
  for (const line of inWords(now)) out.say(line);
  if (then !== undefined) for (const line of changeInWords(then, now)) out.say(line);
  return exitCodes.fine;
};

type Explained = {
  readonly explanation: Explanation;
  /** The intercept of all ratings that count, not of their middle. */
  readonly interceptOfAll: number;
  readonly consensus: number;
  readonly ladder: Ladder;
};

const explained = (note: number, { fit, explain, ladder }: OfRecord): Explained => {
  const explanation = explain(note);
  const { below, above } = explanation.sides;
  const interceptOfAll = fit.noteIntercept[note] as number;
  return { explanation, interceptOfAll, ladder, consensus: groupConsensus([below, above]) };
};

/** The same with the ratings of then alone; null where the note had none. */
const explainedBefore = ({ ratings, noteIds }: ReadRatings, note: number, before: Earlier): Explained | null => {
  const isEarlier = earlierIn(ratings, before);
  const part = selected(ratings, isEarlier);
  const place = part.noteFrom.indexOf(note);
  if (place < 0) return null;
  const read = { ratings: part.ratings, noteIds: Array.from(part.noteFrom, (n) => noteIds[n] as string) };
  return explained(place, standingsOfRecord(read, { before: new Map() }));
};

const earlierIn = ({ at, level }: Ratings, before: Earlier): ((k: number) => boolean) => {
  const timeOf = (k: number): number => at?.[k] ?? Number.NaN;
  if ('until' in before) return (k) => timeOf(k) < before.until;
  const order = Array.from(level, (_, k) => k).filter((k) => !Number.isNaN(timeOf(k)));
  order.sort((a, b) => timeOf(a) - timeOf(b) || a - b);
  const first = new Set(order.slice(0, before.ratings));
  return (k) => first.has(k);
};

const inWords = ({ explanation: why, interceptOfAll, consensus, ladder }: Explained): readonly string[] => {
  const { estimate, sides, weakerSide } = why;
  const other = weakerSide === 'below' ? sides.above : sides.below;
  return [
    `standing    ${why.standing} (${why.rule}): ${ruleWords[why.rule]}`,
    `ratings     ${figure(why.ratings)}; one side ${tallyWords(other)}, the other ${tallyWords(sides[weakerSide])}`,
    `intercepts  ${interceptOfAll.toFixed(4)} is what everybody who rated it shares about it, all counted;`,
    `            ${estimate.intercept.toFixed(4)} ± ${estimate.se.toFixed(4)} is what the middle of both sides shares, and .40 is asked of that`,
    `factor      ${estimate.factor.toFixed(4)} ± ${estimate.seFactor.toFixed(4)}: how far it divides the two sides; 0 would be not at all`,
    `chances     ${estimate.pShown.toFixed(3)} of being above .40, ${estimate.pNotHelpful.toFixed(3)} of being not helpful`,
    `margin      ${why.margin.toFixed(4)}`,
    ...(why.apart > 0 ? [`set apart   the last ${why.apart} helpful ratings, which would have lowered it`] : []),
    ...(why.standing === 'helpful' ? [] : [`needs       ${needsWords(why.needs)}`]),
    ...(why.hasSides
      ? []
      : [`consensus   ${consensus.toFixed(3)} (the product over both groups of (helpful + 1)/(ratings + 2))`]),
    `ladder      ${ladderInWords(ladder)}`,
  ];
};

/** What stood then, and what of it is another now. */
const changeInWords = (then: Explained | null, now: Explained): readonly string[] => {
  if (then === null) return ['before      nobody had rated it'];
  const [was, is] = [then.explanation, now.explanation];
  const from = (name: string, a: string, b: string): readonly string[] =>
    a === b ? [] : [`            ${name}: ${a}, now ${b}`];
  return [
    `before      ${was.standing} (${was.rule}): ${ruleWords[was.rule]}`,
    was.standing === is.standing && was.rule === is.rule
      ? 'changed     nothing that decides'
      : `changed     ${was.standing} (${was.rule}) became ${is.standing} (${is.rule}), because of:`,
    ...from('ratings', figure(was.ratings), figure(is.ratings)),
    ...from('one side', tallyWords(was.sides.below), tallyWords(is.sides.below)),
    ...from('the other', tallyWords(was.sides.above), tallyWords(is.sides.above)),
    ...from('shared by the middle', was.estimate.intercept.toFixed(4), is.estimate.intercept.toFixed(4)),
    ...from('its error', was.estimate.se.toFixed(4), is.estimate.se.toFixed(4)),
    ...from('factor', was.estimate.factor.toFixed(4), is.estimate.factor.toFixed(4)),
    ...from('two sides', sidesInWords(was), sidesInWords(is)),
  ];
};

const sidesInWords = ({ hasSides }: Explanation): string => (hasSides ? 'told apart' : 'not told apart');

/** A near-clique shares one vote, so that a count may be no whole number. */
const figure = (count: number): string => String(Math.round(10 * count) / 10);

const tallyWords = ({ helpful, somewhat, not }: Tally): string =>
  `${figure(helpful)} of ${figure(helpful + somewhat + not)} helpful`;

const needsWords = (needs: number | undefined): string =>
  needs === undefined
    ? 'more than fifty helpful ratings from the other side, or something else than numbers'
    : `about ${needs} more helpful ratings from the other side`;

/** The rung, and by which figures it was chosen. */
export const ladderInWords = ({ rung, activeRaters, plain, factor }: Ladder): string => {
  if (rung === 'people') return `two people decide: ${activeRaters} active raters are too few to tell sides apart`;
  const shares = `held-out R² ${plain?.toFixed(4)} without the factor, ${factor?.toFixed(4)} with it`;
  return rung === 'factor' ? `two sides: ${shares}` : `no two sides: ${shares}; nothing stands as helpful`;
};

const ruleWords: Readonly<Record<Explanation['rule'], string>> = {
  'few-ratings': 'fewer than five ratings',
  'small-community': 'two sides cannot be told apart here; two people decide',
  'low-for-all': 'found not helpful, whatever the side',
  low: 'the intercept is hardly above .40',
  uncertain: 'the intercept may be above .40 or not',
  'one-sided': 'too much of its help is of one side',
  'other-side': 'the weaker side has not found it helpful often enough',
  'near-cliques': 'it would not stand without those who rate alike at once',
  'one-cluster': 'it would not stand without one cluster of raters',
  held: 'not sure enough to change what stood before',
  locked: 'it has stood for two weeks',
  across: 'found helpful on both sides',
};
