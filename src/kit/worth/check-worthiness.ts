import type { Span } from '../../base/span.ts';
import { weighedInEnglish } from './english.ts';
import { guessModel } from './guess-model.ts';
import { weighedNeutrally } from './neutral.ts';
import { weighedInVietnamese } from './vietnamese.ts';
import type { Part, Weighed } from './weighed.ts';
import { type Passage, passagesOf } from './words.ts';

/** Why a text scored as it did. */
export type WorthReason = {
  /** `number`, `named-body`, `opinion` …, or `wording` for a word whose weight was learned; docs/method lists them. */
  readonly feature: string;
  /** What it adds to the log-odds, or takes from them. */
  readonly weight: number;
  /** Where it stands, in UTF-16 units of the text as given; absent when the whole passage is meant, its length for instance. */
  readonly span?: Span;
};

export type CheckWorthiness = {
  /** 0 to 1: for English a calibrated probability that people would want it checked, else an order and no more. */
  readonly score: number;
  /** The eight that counted most at most, the weightiest first. */
  readonly reasons: readonly WorthReason[];
  /** Which model spoke: English, Vietnamese, or the one that only sees what all languages share. */
  readonly model: 'en' | 'vi' | 'neutral';
};

/**
 * How much a text looks like something that evidence can settle and people would want settled: figures, named bodies,
 * causes and cures, against opinions, wishes, greetings and jokes. `lang` is a BCP 47 tag when it is known; else it is
 * guessed. A text of several sentences is worth as much as its worthiest one, and the reasons are that sentence's.
 *
 * **It orders queues and nothing else.** It knows the manner of a text, not its truth, harm or reach, and it errs in both
 * directions: no tip may be refused, hidden, closed or left without an answer for a low score.
 *
 * Reads the first 20,000 UTF-16 units, about ten pages, in time linear in their number; never throws, and the same text gives the same answer everywhere.
 *
 * ```ts
 * const { score, reasons } = checkWorthiness('WHO xác nhận sóng điện thoại gây ung thư não');
 * score > checkWorthiness('Chúc cả nhà ngủ ngon nhé').score // true
 * reasons[0]?.feature // 'causal'
 * ```
 */
export const checkWorthiness = (text: string, lang?: string): CheckWorthiness => {
  const passages = passagesOf(text.length > mostRead ? text.slice(0, mostRead) : text);
  const model = modelFor(lang) ?? guessModel(passages);
  const best = passages.map(weighers[model]).reduce(worthier, undefined);
  if (best === undefined) return { score: 0, reasons: [], model };
  return { score: 1 / (1 + Math.exp(-best.logit)), reasons: reasonsOf(best.parts), model };
};

const mostRead = 20_000;

const weighers: Readonly<Record<CheckWorthiness['model'], (passage: Passage) => Weighed>> = {
  en: weighedInEnglish,
  vi: weighedInVietnamese,
  neutral: weighedNeutrally,
};

const modelFor = (lang: string | undefined): CheckWorthiness['model'] | undefined => {
  if (lang === undefined || lang === '' || lang === 'und') return undefined;
  const primary = lang.split('-')[0]?.toLowerCase();
  return primary === 'en' || primary === 'vi' ? primary : 'neutral';
};

const worthier = (best: Weighed | undefined, next: Weighed): Weighed =>
  best === undefined || next.logit > best.logit ? next : best;

const mostReasons = 8;
const leastWeight = 0.05;

const reasonsOf = (parts: readonly Part[]): readonly WorthReason[] =>
  parts
    .filter((part) => Math.abs(part.weight) >= leastWeight)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.span?.start ?? -1) - (b.span?.start ?? -1))
    .slice(0, mostReasons)
    .map((part) => ({ ...part, weight: Math.round(part.weight * 100) / 100 }));
