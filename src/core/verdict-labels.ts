// The words that verdicts go by on this instance. An organisation may rename a step of the scale, not move it.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type UiLang, uiLangs } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Verdict, verdicts } from './verdict.ts';

/** Renamed labels alone, by language; what is absent goes by its standard label. */
export type VerdictLabels = { readonly [lang in UiLang]?: { readonly [verdict in Verdict]?: string } };

/** What two people agree to: every renamed label at once. */
export type LabelSet = { readonly id: 'labels'; readonly labels: VerdictLabels };

/** A set that was in use from a day on. */
export type PublishedLabels = {
  readonly labels: VerdictLabels;
  readonly on: Day;
  /** What was agreed to. */
  readonly submission: Id;
};

export const longestLabel = 40;

/** Words of police and penal law; they judge people, not claims. */
export const ruledOutWords = ['tin giả', 'sai sự thật', 'đối tượng', 'tung tin'] as const;

export type LabelsRefusal = Refusal<
  'label-ruled-out' | 'label-taken' | 'label-too-long' | 'label-unreadable' | 'nothing-changed'
>;

/** The standard label of a verdict in a language. */
export type StandardLabel = (lang: UiLang, verdict: Verdict) => string;

/**
 * The labels as they may be kept. A label that is empty or the standard one is no renaming. None may be a word of police
 * and penal law, another verdict's standard label, or the same as another one here.
 */
export const parseLabels = (
  given: Readonly<Partial<Record<UiLang, Readonly<Partial<Record<Verdict, string | undefined>>>>>>,
  inUse: VerdictLabels,
  standard: StandardLabel,
): Result<LabelSet, LabelsRefusal> => {
  const labels: { [lang in UiLang]?: { [verdict in Verdict]?: string } } = {};
  for (const lang of uiLangs) {
    const renamed: { [verdict in Verdict]?: string } = {};
    for (const verdict of verdicts) {
      const field = `${lang}.${verdict}`;
      const label = (given[lang]?.[verdict] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
      if (label === '' || label === standard(lang, verdict)) continue;
      if (label.length > longestLabel) return refuse('label-too-long', { field });
      if (/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u.test(label) || !/\p{L}/u.test(label))
        return refuse('label-unreadable', { field });
      if (ruledOutWords.some((word) => alike(label).includes(word))) return refuse('label-ruled-out', { field });
      renamed[verdict] = label;
    }
    for (const verdict of verdicts) {
      const own = renamed[verdict];
      if (own === undefined) continue;
      const others = verdicts.filter((v) => v !== verdict);
      // Whoever knows the standard scale would read the wrong verdict, also where that one is renamed itself.
      if (others.some((v) => [renamed[v], standard(lang, v)].some((word) => word && alike(word) === alike(own))))
        return refuse('label-taken', { field: `${lang}.${verdict}` });
    }
    if (Object.keys(renamed).length > 0) labels[lang] = renamed;
  }
  const unchanged = uiLangs.every((lang) => verdicts.every((v) => labels[lang]?.[v] === inUse[lang]?.[v]));
  return unchanged ? refuse('nothing-changed') : ok({ id: 'labels', labels });
};

const alike = (label: string): string => label.normalize('NFC').toLocaleLowerCase('vi');

/** Since when each verdict has gone by the label it has now; null for one that was never renamed. `sets`: latest first. */
export const labelSince = (
  sets: readonly Pick<PublishedLabels, 'labels' | 'on'>[],
  lang: UiLang,
  verdict: Verdict,
): Day | null => {
  const now = sets[0]?.labels[lang]?.[verdict];
  const turned = sets.findIndex(({ labels }) => labels[lang]?.[verdict] !== now);
  if (turned < 0) return now === undefined ? null : (sets.at(-1)?.on ?? null);
  return sets[turned - 1]?.on ?? null;
};
