// `claims:search` as Google's Fact Check Tools API has it (v1alpha1), so that what was built on it works here by another address.
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { addDays, type Day, dayOf } from '../../base/clock.ts';
import { isUiLang } from '../../base/lang.ts';
import type { CheckCard } from '../../core/check.ts';
import { type AnsweredCheck, googleClaims } from '../../kit/claimreview/index.ts';
import type { Door } from '../door.ts';
import { newestFirst, searched } from '../listing.ts';
import { checkPath } from '../pages/addresses.ts';
import { labelOf } from '../pages/verdict-words.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { langTag } from './schemas.ts';
import { ownSite } from './summaries.ts';

const query = z.strictObject({
  query: z
    .string()
    .trim()
    .max(500)
    .optional()
    .openapi({ description: 'Required unless `reviewPublisherSiteFilter` is given' }),
  languageCode: langTag.optional().openapi({ description: 'Only this language; regions are not considered' }),
  reviewPublisherSiteFilter: z.string().max(200).optional(),
  maxAgeDays: z.coerce.number().int().min(0).max(36_500).optional(),
  pageSize: z.coerce.number().int().min(0).max(100).default(10),
  pageToken: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: '`nextPageToken` of the page before, everything else unchanged' }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .openapi({ description: 'Only considered without `pageToken`' }),
  key: z.string().max(200).optional().openapi({ description: 'Taken from clients of Google’s API, and not looked at' }),
});

const review = z.object({
  publisher: z.object({ name: z.string(), site: z.string() }),
  url: z.string(),
  title: z.string().optional(),
  reviewDate: z.string().optional(),
  textualRating: z.string().optional(),
  languageCode: z.string().optional(),
});
const reply = z
  .object({
    claims: z.array(z.object({ text: z.string(), claimReview: z.array(review) })).optional(),
    nextPageToken: z.string().optional(),
  })
  .openapi('ClaimsSearch', { description: '`{}` when nothing was found' });

const nothing = { verdicts: [], topic: null, lang: null, from: null, to: null, source: null } as const;

export const claimsSearchOperation = operation({
  method: 'get',
  path: '/claims:search',
  // A colon begins a parameter for the router, so the whole segment is one with a fixed pattern.
  pattern: '/:search{claims:search}',
  summary: 'Search fact-checked claims',
  detail: 'Request and reply have the shape of Google’s Fact Check Tools `claims:search`.',
  query,
  replies: { 200: { description: 'Claims with their reviews', schema: reply } },
  problems: [],
  answer: async (door, { asked, query: given }) => {
    const { query: words = '', reviewPublisherSiteFilter: site } = given;
    if (words === '' && site === undefined) return { code: 'invalid-input', field: 'query' };
    const fingerprint = fingerprintOf(given);
    const start = given.pageToken === undefined ? given.offset : startOf(given.pageToken, fingerprint);
    if (start === undefined) return { code: 'invalid-input', field: 'pageToken' };
    // As there, 0 stands for the default.
    const size = given.pageSize || 10;
    const found = await candidates(door, words, given);
    const page = found.slice(start, start + size);
    const next = start + size < found.length ? `${start + size}.${fingerprint}` : undefined;
    return jsonReply(
      asked,
      googleClaims(
        page.map((card) => told(door, card, given.languageCode)),
        next,
      ),
      { headers: revalidated },
    );
  },
});

type Given = z.output<typeof query>;

const candidates = async (door: Door, words: string, given: Given): Promise<readonly CheckCard[]> => {
  const { world } = door.options;
  // Without words the latest checks in memory are looked through, as many as there are.
  const cards = words === '' ? newestFirst(world.cards.remembered()) : await searched(world, words, nothing);
  const site = given.reviewPublisherSiteFilter
    ?.replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  const oldest = given.maxAgeDays === undefined ? undefined : addDays(dayOf(world.now()), -given.maxAgeDays);
  return cards.filter(
    (card) =>
      (site === undefined || siteOf(door, card) === site) &&
      (oldest === undefined || (ageDay(card) ?? '') >= oldest) &&
      (given.languageCode === undefined || versionIn(card, given.languageCode) !== undefined),
  );
};

const siteOf = (door: Door, card: CheckCard): string => card.source?.site ?? ownSite(door.options.organisation);
const ageDay = (card: CheckCard): Day | null => card.correctedOn ?? card.publishedOn ?? card.asOf;

/** The language version for a code, by its primary language. */
const versionIn = (card: CheckCard, code: string): string | undefined => {
  const primary = code.toLowerCase().split('-')[0];
  return Object.keys(card.texts).find((lang) => lang.toLowerCase().split('-')[0] === primary);
};

const told = (door: Door, card: CheckCard, code: string | undefined): AnsweredCheck => {
  const { organisation, world } = door.options;
  const tags = Object.keys(card.texts);
  const lang =
    (code && versionIn(card, code)) ?? organisation.languages.find((l) => tags.includes(l)) ?? tags[0] ?? 'vi';
  const text = card.texts[lang];
  const label =
    card.label ??
    (card.verdict === null ? null : labelOf(world.labels.current(), isUiLang(lang) ? lang : 'en', card.verdict));
  const day = ageDay(card);
  return {
    claim: text?.claim ?? '',
    url:
      card.source === null
        ? organisation.origin + checkPath(isUiLang(lang) ? lang : (organisation.languages[0] ?? 'vi'), card.slug)
        : (card.originalUrl ?? ''),
    publisher: { name: card.source?.name ?? organisation.name, site: siteOf(door, card) },
    ...(text?.title ? { title: text.title } : {}),
    ...(label === null ? {} : { label }),
    lang,
    ...(day === null ? {} : { reviewedOn: day }),
  };
};

/** What a page token belongs to: the same question, or it means nothing. */
const fingerprintOf = ({
  query: words,
  languageCode,
  reviewPublisherSiteFilter,
  maxAgeDays,
  pageSize,
}: Given): string =>
  createHash('sha256')
    .update(JSON.stringify([words ?? '', languageCode, reviewPublisherSiteFilter, maxAgeDays, pageSize]))
    .digest('base64url')
    .slice(0, 12);

const startOf = (token: string, fingerprint: string): number | undefined => {
  const [start = '', of] = token.split('.');
  return of === fingerprint && /^\d{1,6}$/.test(start) ? Number(start) : undefined;
};
