// Our own checks as ClaimReview inside their page. Other publishers' checks are theirs to announce.
import { isUiLang, type UiLang } from '../../base/lang.ts';
import { type Check, textIn } from '../../core/check.ts';
import type { Organisation } from '../../core/organisation.ts';
import type { VerdictLabels } from '../../core/verdict-labels.ts';
import { claimReviewJsonLd, scriptSafeJson } from '../../kit/claimreview/index.ts';
import { checkPath } from './addresses.ts';
import { labelOf } from './verdict-words.ts';
import type { View } from './view.ts';

/**
 * The text of the JSON-LD element of a check's page, safe inside a script element; null for another publisher's check
 * and for one that has no verdict or day of publication yet. The claimant stays out: a check does not say whether it is
 * a person or a body, and a guess would be published as fact.
 */
export const checkJsonLd = (view: View, check: Check): string | null => {
  const review = claimReviewOf(view.shell.organisation, view.lang, check, view.shell.labels ?? {});
  return review && scriptSafeJson(review);
};

/** The same as a value, in the language wanted if the check has it, for exports. */
export const claimReviewOf = (organisation: Organisation, wanted: UiLang, check: Check, labels: VerdictLabels) => {
  if (check.source !== null || check.verdict === null || check.publishedOn === null) return null;
  // Whoever shows our checks is to stop showing this one.
  if (check.withdrawn !== undefined) return null;
  const { lang, text } = textIn(check.texts, wanted);
  const page = isUiLang(lang) ? lang : wanted;
  const modifiedOn = check.corrections.at(-1)?.on;
  const corrections = check.corrections
    .filter(({ kind, explain }) => kind !== 'minor' && Object.keys(explain).length > 0)
    .map(({ on, explain }) => ({ on, text: textIn(explain, lang).text }));
  const sources = check.evidence.flatMap(({ url, title, publisher }) =>
    url === null ? [] : [{ url, name: title, publisher }],
  );
  return claimReviewJsonLd({
    url: organisation.origin + checkPath(page, check.slug),
    claim: text.claim,
    verdict: check.verdict,
    // The order of the scale is the same everywhere; only its words may be this instance's own.
    label: labelOf(labels, page, check.verdict),
    title: text.title,
    summary: text.short,
    lang,
    publishedOn: check.publishedOn,
    ...(modifiedOn === undefined ? {} : { modifiedOn }),
    ...(sources.length === 0 ? {} : { sources }),
    ...(corrections.length === 0 ? {} : { corrections }),
    organisation: {
      name: organisation.name,
      url: organisation.origin,
      logo: `${organisation.origin}/icons/icon-512.png`,
    },
    appearances: check.appearances,
  });
};
