// What a verdict is called on a page: ours by our scale, another publisher's by their own word.
import type { UiLang } from '../../base/lang.ts';
import type { CheckCard } from '../../core/check.ts';
import { type Verdict, verdicts } from '../../core/verdict.ts';
import type { StandardLabel, VerdictLabels } from '../../core/verdict-labels.ts';
import { translate } from '../locale.ts';
import type { Tone } from './verdict-shape.tsx';
import type { View } from './view.ts';

type Judged = Pick<CheckCard, 'source' | 'verdict' | 'label'>;

/** What a verdict is called on every instance that did not rename it. */
export const standardLabel: StandardLabel = (lang, verdict) => translate(lang)(`verdict.${verdict}`);

/** What a verdict is called here. */
export const labelOf = (labels: VerdictLabels, lang: UiLang, verdict: Verdict): string =>
  labels[lang]?.[verdict] ?? standardLabel(lang, verdict);

export const verdictWord = ({ shell, lang }: View, verdict: Verdict): string =>
  labelOf(shell.labels ?? {}, lang, verdict);

export const verdictMeaning = (view: View, verdict: Verdict): string => view.t(`verdict.${verdict}.means`);

/** The word to show first. Another publisher's own label comes before ours; with neither, we say that there is none. */
export const wordOf = (view: View, check: Judged): string => {
  if (check.source !== null && check.label !== null) return check.label;
  return check.verdict === null ? (check.label ?? view.t('verdict.none')) : verdictWord(view, check.verdict);
};

/** Shape and colour: ours only for our own verdicts, so that nobody takes a foreign one for ours. */
export const toneOf = (check: Judged): Tone =>
  check.source === null && check.verdict !== null ? check.verdict : 'theirs';

/**
 * The short answer as it stands below the verdict's word: "False: no trial …" would say the word twice, so it begins
 * with what follows. Feeds, cards and messages, where the word does not stand above, keep the whole sentence.
 */
export const shortBelow = (word: string, short: string): string => {
  const start = `${word}:`;
  if (!short.toLowerCase().startsWith(start.toLowerCase())) return short;
  const rest = short.slice(start.length).trimStart();
  const first = String.fromCodePoint(rest.codePointAt(0) ?? 32);
  return first.toUpperCase() + rest.slice(first.length);
};

/** Every verdict in the order of the published scale, for lists and filters. */
export const allVerdicts: readonly Verdict[] = verdicts;
