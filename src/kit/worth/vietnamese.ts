// The Vietnamese model: signals and groups of phrases, weighed by hand; reasons in docs/method/check-worthiness.md.
import { groupFinder } from './phrase-groups.ts';
import { type Signal, signalsOf } from './signals.ts';
import phrases from './vietnamese-phrases.json' with { type: 'json' };
import table from './vietnamese-weights.json' with { type: 'json' };
import { weighedByTable } from './weighed.ts';
import type { Passage } from './words.ts';

const find = groupFinder(phrases);

/** A question that asks whether something is so states it; its question mark does not count against it. */
const seenIn = (passage: Passage): readonly Signal[] => {
  const found = find(passage);
  const signals = [...signalsOf(passage), ...found];
  return found.some(({ name }) => name === 'asks-if-true')
    ? signals.filter(({ name }) => name !== 'question')
    : signals;
};

export const weighedInVietnamese = weighedByTable(table.base, table.weights, seenIn);
