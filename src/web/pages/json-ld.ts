// Our own checks as ClaimReview inside their page. Other publishers' checks are theirs to announce.
import { type Check, textIn } from '../../core/check.ts';
import { claimReviewJsonLd, scriptSafeJson } from '../../kit/claimreview/index.ts';
import { checkPath } from './addresses.ts';
import { verdictWord } from './verdict-words.ts';
import type { View } from './view.ts';

/**
 * The text of the JSON-LD element of a check's page, safe inside a script element; null for another publisher's check
 * and for one that has no verdict or day of publication yet. The claimant stays out: a check does not say whether it is
 * a person or a body, and a guess would be published as fact.
 */
export const checkJsonLd = (view: View, check: Check): string | null => {
  if (check.source !== null || check.verdict === null || check.publishedOn === null) return null;
  const { organisation } = view.shell;
  const { lang, text } = textIn(check.texts, view.lang);
  const modifiedOn = check.corrections.at(-1)?.on;
  return scriptSafeJson(
    claimReviewJsonLd({
      url: organisation.origin + checkPath(lang === 'vi' || lang === 'en' ? lang : view.lang, check.slug),
      claim: text.claim,
      verdict: check.verdict,
      label: verdictWord(view, check.verdict),
      title: text.title,
      summary: text.short,
      lang,
      publishedOn: check.publishedOn,
      ...(modifiedOn === undefined ? {} : { modifiedOn }),
      organisation: {
        name: organisation.name,
        url: organisation.origin,
        logo: `${organisation.origin}/icons/icon-512.png`,
      },
      appearances: check.appearances,
    }),
  );
};
