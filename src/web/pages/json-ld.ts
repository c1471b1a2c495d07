// Our own checks as ClaimReview inside their page. Other publishers' checks are theirs to announce.
import { isUiLang, type UiLang } from '../../base/lang.ts';
import { type Check, textIn } from '../../core/check.ts';
import type { Organisation } from '../../core/organisation.ts';
import type { VerdictLabels } from '../../core/verdict-labels.ts';
import { claimReviewJsonLd, mediaReviewJsonLd, scriptSafeJson } from '../../kit/claimreview/index.ts';
import { checkPath, picturePath } from './addresses.ts';
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

/** The texts of the elements about each of its pictures, likewise; none where the verdict says nothing of a picture itself. */
export const pictureJsonLd = (view: View, check: Check): readonly string[] =>
  mediaReviewsOf(view.shell.organisation, view.lang, check, view.shell.labels ?? {}).map(scriptSafeJson);

/** The same as values, in the language wanted if the check has it. */
export const mediaReviewsOf = (organisation: Organisation, wanted: UiLang, check: Check, labels: VerdictLabels) => {
  const { verdict, publishedOn, pictures = [] } = check;
  if (check.source !== null || verdict === null || publishedOn === null || check.withdrawn !== undefined) return [];
  const { lang } = textIn(check.texts, wanted);
  const page = isUiLang(lang) ? lang : wanted;
  return pictures.flatMap(({ file, width, height, kind, alt, seenUrl, seenOn }) => {
    const review = mediaReviewJsonLd({
      url: organisation.origin + checkPath(page, check.slug),
      verdict,
      label: labelOf(labels, page, verdict),
      lang,
      publishedOn,
      organisation: { name: organisation.name, url: organisation.origin },
      picture: {
        url: organisation.origin + picturePath(file),
        isEdited: kind === 'edited',
        description: textIn(alt, lang).text,
        width,
        height,
        ...(seenUrl === null ? {} : { seenUrl }),
        ...(seenOn === null ? {} : { seenOn }),
      },
    });
    return review === undefined ? [] : [review];
  });
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
