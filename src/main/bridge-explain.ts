// sangto bridge explain: why one note stands as it does, in words and as the facts from which the standing follows.
import {
  createExplainer,
  type Explanation,
  fitRatings,
  groupConsensus,
  guardsOf,
  ladderOf,
  ofRecord,
  type Tally,
} from '../kit/bridge/index.ts';
import { readRatingsFile, sayRatingsRefusal } from './bridge-ratings.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type BridgeExplainFlags = { readonly json?: boolean; readonly ratings: string; readonly note: string };

/** Fits the whole file, then explains the note. */
export const bridgeExplainCommand = async (flags: BridgeExplainFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const read = await readRatingsFile(flags.ratings);
  if (!read.ok) return sayRatingsRefusal(out, flags.ratings, read.error);
  const { noteIds } = read.value;
  const ratings = ofRecord(read.value.ratings);
  const note = noteIds.indexOf(flags.note);
  if (note < 0) {
    out.fail(
      `no note ${flags.note} has a rating in ${flags.ratings}`,
      'Give a noteId as the file has it.',
      'note-unknown',
    );
    return exitCodes.refused;
  }
  const ladder = ladderOf(ratings);
  const explain = createExplainer(ratings, fitRatings(ratings), {
    hasSides: ladder.rung === 'factor',
    ...guardsOf(ratings),
  });
  const explanation = explain(note);
  const consensus = groupConsensus([explanation.sides.below, explanation.sides.above]);
  out.give({ note: flags.note, ...explanation, consensus, ladder });
  for (const line of inWords(explanation)) out.say(line);
  if (!explanation.hasSides)
    out.say(`consensus   ${consensus.toFixed(3)} (the product over both groups of (helpful + 1)/(ratings + 2))`);
  return exitCodes.fine;
};

const inWords = (why: Explanation): readonly string[] => {
  const { estimate, sides, weakerSide } = why;
  const other = weakerSide === 'below' ? sides.above : sides.below;
  return [
    `standing    ${why.standing} (${why.rule}): ${ruleWords[why.rule]}`,
    `ratings     ${why.ratings}; one side ${tallyWords(other)}, the other ${tallyWords(sides[weakerSide])}`,
    `intercept   ${estimate.intercept.toFixed(4)} ± ${estimate.se.toFixed(4)}, factor ${estimate.factor.toFixed(4)}`,
    `chances     ${estimate.pShown.toFixed(3)} of being above .40, ${estimate.pNotHelpful.toFixed(3)} of being not helpful`,
    `margin      ${why.margin.toFixed(4)}`,
    ...(why.apart > 0 ? [`set apart   the last ${why.apart} helpful ratings, which would have lowered it`] : []),
    ...(why.standing === 'helpful' ? [] : [`needs       ${needsWords(why.needs)}`]),
  ];
};

const tallyWords = ({ helpful, somewhat, not }: Tally): string => `${helpful} of ${helpful + somewhat + not} helpful`;

const needsWords = (needs: number | undefined): string =>
  needs === undefined
    ? 'more than fifty helpful ratings from the other side, or something else than numbers'
    : `about ${needs} more helpful ratings from the other side`;

const ruleWords: Readonly<Record<Explanation['rule'], string>> = {
  'few-ratings': 'fewer than five ratings',
  'small-community': 'two sides cannot be told apart here; two people decide',
  'low-for-all': 'found not helpful, whatever the side',
  low: 'the intercept is hardly above .40',
  uncertain: 'the intercept may be above .40 or not',
  'one-sided': 'too much of its help is of one side',
  'other-side': 'the weaker side has not found it helpful often enough',
  'near-cliques': 'it would not stand if those who rate alike at once counted once',
  'one-cluster': 'it would not stand without one cluster of raters',
  held: 'not sure enough to change what stood before',
  locked: 'it has stood for two weeks',
  across: 'found helpful on both sides',
};
