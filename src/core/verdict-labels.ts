// The words that verdicts go by on this instance. An organisation may rename a step of the scale, not move it.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type UiLang, uiLangs } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { fold } from '../kit/text/index.ts';
import { looksLike, refusedWordIn } from './ruled-out-words.ts';
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
export const shortestLabel = 2;

/**
 * The letters of the Vietnamese alphabet, which hold the English ones, with digits, single spaces and a few marks. Not
 * "letters of the Latin script": that one has full-width letters, the phonetic alphabet, a dotless i and an Ð that is no Đ.
 */
const plain =
  /^[A-Za-z\dÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư\u1EA0-\u1EF9'’,/()-]+(?: [A-Za-z\dÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư\u1EA0-\u1EF9'’,/()-]+)*$/;

export type LabelsRefusal = Refusal<
  'label-ruled-out' | 'label-taken' | 'label-too-long' | 'label-too-short' | 'label-unreadable' | 'nothing-changed'
>;

/** The standard label of a verdict in a language. */
export type StandardLabel = (lang: UiLang, verdict: Verdict) => string;

/**
 * The labels as they may be kept: in NFC, with single spaces. A label that is empty or the standard one is no renaming.
 * None may be a word of police and penal law, nor be taken for another verdict's standard label in any language, or for
 * another one here. The database holds the same rule (migration 0023).
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
      const label = (given[lang]?.[verdict] ?? '').normalize('NFC').replace(/ +/g, ' ').replace(/^ | $/g, '');
      if (label === '' || label === standard(lang, verdict)) continue;
      const wrong = unfit(label);
      if (wrong !== undefined) return refuse(wrong, { field });
      renamed[verdict] = label;
    }
    for (const verdict of verdicts) {
      const own = renamed[verdict];
      if (own === undefined) continue;
      const others = verdicts.filter((v) => v !== verdict);
      // Whoever knows the standard scale would read the wrong verdict, also where that one is renamed itself.
      const theirs = others.flatMap((v) => [renamed[v] ?? '', ...uiLangs.map((l) => standard(l, v))]);
      if (theirs.some((word) => takenFor(own, word))) return refuse('label-taken', { field: `${lang}.${verdict}` });
    }
    if (Object.keys(renamed).length > 0) labels[lang] = renamed;
  }
  const unchanged = uiLangs.every((lang) => verdicts.every((v) => labels[lang]?.[v] === inUse[lang]?.[v]));
  return unchanged ? refuse('nothing-changed') : ok({ id: 'labels', labels });
};

const unfit = (label: string): LabelsRefusal['code'] | undefined => {
  if (label.length > longestLabel) return 'label-too-long';
  if (!plain.test(label) || !/\p{L}/u.test(label)) return 'label-unreadable';
  if (label.length < shortestLabel) return 'label-too-short';
  return refusedWordIn(label) === undefined ? undefined : 'label-ruled-out';
};

/** Accents tell words apart (`Đừng` is no `Đúng`), but a label that has none is read with those that it lacks. */
const takenFor = (own: string, other: string): boolean =>
  shapeOf(own) === shapeOf(other) || (fold(own) === own.toLowerCase() && shapeOf(own) === shapeOf(fold(other)));

/** Letters alone, without their case; what looks the same is the same. */
const shapeOf = (label: string): string =>
  Array.from(
    label
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\d]/gu, ''),
    looksLike,
  )
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

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
