import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import type { ForeignCheck, Publisher, ReadHints, ReadRefusal } from './foreign-check.ts';
import { foreignDay } from './foreign-day.ts';
import { languageTag } from './language-tag.ts';
import type { Loose } from './loose-json.ts';
import { plainText } from './plain-text.ts';
import { publicClaimant } from './public-body.ts';
import { verdictOf } from './rating-words.ts';
import { checkKey, itemUrn, reviewAddress } from './review-address.ts';
import { hostOf, isProfileAddress } from './social-address.ts';

/** What a form found out about one claim, still raw: the one place where it becomes a `ForeignCheck` is `finish`. */
export type Draft = {
  readonly claim: string | undefined;
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly body?: string | undefined;
  readonly label?: string | undefined;
  /** Candidates, the likeliest first. */
  readonly addresses: readonly string[];
  readonly id?: string | undefined;
  readonly publisherName?: string | undefined;
  readonly publisherSite?: string | undefined;
  readonly lang?: Loose;
  readonly claimedOn?: Loose;
  readonly reviewedOn?: Loose;
  /** Numeric dates of this input are known to be written day first. */
  readonly dayFirst?: boolean;
  readonly claimant?: Loose;
  readonly appearances?: readonly string[];
  readonly licence?: string | undefined;
  /** Whether a missing rating makes it no fact-check, as in ClaimReview and Google's answer. */
  readonly needsRating: boolean;
};

/** What the web page around an item says, for what the item leaves out. Empty for files that are no page. */
export type Page = { readonly url?: string | undefined; readonly lang?: string | undefined };

/** Makes the check of a draft, or says what it lacks. Texts are cleaned and capped here, people dropped, addresses settled. */
export const finish = (draft: Draft, hints: ReadHints, page: Page): Result<ForeignCheck, Refusal<ReadRefusal>> => {
  const claim = plainText(draft.claim, 2000);
  if (claim === undefined) return refuse('no-claim');
  const identity = identify(draft, claim, hints, page);
  if (!identity.ok) return identity;
  const label = plainText(draft.label, 300);
  if (label === undefined && draft.needsRating) return refuse('no-verdict');
  const lang = languageTag(draft.lang) ?? languageTag(page.lang);
  const dayFirst = draft.dayFirst === true || lang?.split('-')[0] === 'vi';
  return ok({
    ...identity.value,
    claim,
    appearances: places(draft.appearances ?? [], identity.value.url),
    ...present({
      title: plainText(draft.title, 400),
      summary: plainText(draft.summary, 2000),
      body: plainText(draft.body, 20_000),
      label,
      verdict: label === undefined ? undefined : verdictOf(label),
      lang,
      claimedOn: foreignDay(draft.claimedOn, dayFirst),
      reviewedOn: foreignDay(draft.reviewedOn, dayFirst),
      claimant: publicClaimant(draft.claimant),
      licence: plainText(draft.licence ?? hints.licence, 300),
    }),
  });
};

type Identity = { readonly key: string; readonly url: string; readonly publisher: Publisher };

const identify = (
  draft: Draft,
  claim: string,
  hints: ReadHints,
  page: Page,
): Result<Identity, Refusal<ReadRefusal>> => {
  const base =
    page.url ?? hints.url ?? (hints.publisher === undefined ? undefined : `https://${hints.publisher.site}/`);
  const given = draft.addresses.map((raw) => reviewAddress(raw, base)).find((address) => address !== undefined);
  const url = given ?? (draft.id === undefined ? page.url : undefined);
  const host = url === undefined ? undefined : hostOf(url);
  if (url !== undefined && host !== undefined) {
    return ok({ key: checkKey(url, claim), url, publisher: publisherAt(host, draft, hints) });
  }
  if (draft.id === undefined || draft.id.trim() === '' || draft.id.length > 300) return noUrl(draft.addresses);
  const site = siteOf(draft.publisherSite) ?? hints.publisher?.site;
  if (site === undefined) return refuse('no-url', { detail: 'an id without an address needs a known publisher' });
  const urn = itemUrn(site, draft.id);
  const name = publisherName(draft) ?? hints.publisher?.name ?? site;
  return ok({ key: urn, url: urn, publisher: { name, site } });
};

const noUrl = (given: readonly string[]): Result<never, Refusal<ReadRefusal>> =>
  refuse('no-url', { detail: given.length > 0 ? 'no full web address' : 'no address and no id' });

// The review's own host decides the site: a file may claim any name, but not another publisher's address.
const publisherAt = (host: string, draft: Draft, hints: ReadHints): Publisher => {
  const name = publisherName(draft);
  if (name === undefined && hints.publisher !== undefined) return hints.publisher;
  const claimed = siteOf(draft.publisherSite);
  const site = claimed !== undefined && (host === claimed || host.endsWith(`.${claimed}`)) ? claimed : host;
  return { name: name ?? site, site };
};

const publisherName = (draft: Draft): string | undefined => {
  const name = plainText(draft.publisherName, 200)?.replace(/^["“](.*)["”]$/, '$1');
  return name === undefined || name === '' || /^https?:|^@/.test(name) ? undefined : name;
};

const siteOf = (raw: string | undefined): string | undefined => {
  const text = raw?.trim().toLowerCase() ?? '';
  return text === '' ? undefined : hostOf(/^https?:/.test(text) ? text : `https://${text}`);
};

// An account's own page says who posted, and nothing about the claim.
const places = (raw: readonly string[], review: string): readonly string[] => {
  const addresses = raw.slice(0, 100).flatMap((one) => reviewAddress(one) ?? []);
  return [...new Set(addresses)].filter((one) => !isProfileAddress(one) && one !== review).slice(0, 20);
};

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
