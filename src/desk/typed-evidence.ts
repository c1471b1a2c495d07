// Evidence as a form says it: read by the verb that adds it to a case, and by the one that corrects a check.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { evidenceKinds, interests, stances } from '../core/evidence.ts';
import { citedAddress, isPermalink } from '../kit/links/index.ts';
import { isLanguage, line, lines } from './case-text.ts';
import { dayDone } from './day-done.ts';
import { longestShows } from './shown.ts';
import type { NewEvidence } from './work-ports.ts';

/** What a form says; every field as typed. */
export type EvidenceFields = Readonly<
  Partial<
    Record<
      | 'kind'
      | 'url'
      | 'title'
      | 'publisher'
      | 'lang'
      | 'stance'
      | 'interest'
      | 'publishedOn'
      | 'accessedOn'
      | 'locator'
      | 'quotation'
      | 'translation'
      | 'archivedUrl',
      string
    >
  >
> & { readonly shows: Readonly<Record<string, string>> };

export type TypedEvidenceRefusal = Refusal<
  | 'evidence-without-address'
  | 'evidence-permalink'
  | 'evidence-not-an-address'
  | 'evidence-address-password'
  | 'evidence-address-not-public'
  | 'field-missing'
  | 'field-too-long'
  | 'day-unreadable'
  | 'day-in-future'
>;

const longest = { title: 300, publisher: 200, locator: 300, quotation: 4_000, translation: 4_000 } as const;

/** A post on a social network is refused: its address names who posted it, and evidence is read by everybody. */
export const readEvidence = (typed: EvidenceFields, id: Id, at: Date): Result<NewEvidence, TypedEvidenceRefusal> => {
  const kind = evidenceKinds.find((one) => one === typed.kind);
  const stance = stances.find((one) => one === typed.stance);
  const interest = interests.find((one) => one === typed.interest);
  if (!kind) return refuse('field-missing', { field: 'kind' });
  const url = addressOf(typed.url);
  if (!url.ok) return refuse(url.error.code, { field: 'url' });
  const archivedUrl = addressOf(typed.archivedUrl);
  if (!archivedUrl.ok) return refuse(archivedUrl.error.code, { field: 'archivedUrl' });
  if (kind === 'page' && url.value === null) return refuse('evidence-without-address', { field: 'url' });
  const texts: Partial<Record<keyof typeof longest, string | null>> = {};
  for (const field of ['title', 'publisher', 'locator', 'quotation', 'translation'] as const) {
    const read = (field === 'quotation' || field === 'translation' ? lines : line)(typed[field], longest[field]);
    if (read === undefined) return refuse('field-too-long', { field });
    texts[field] = read;
  }
  const { title, publisher, locator = null, quotation = null, translation = null } = texts;
  if (!title) return refuse('field-missing', { field: 'title' });
  if (!publisher) return refuse('field-missing', { field: 'publisher' });
  if (!stance) return refuse('field-missing', { field: 'stance' });
  if (!interest) return refuse('field-missing', { field: 'interest' });
  const shows: Record<string, string> = {};
  for (const [lang, text] of Object.entries(typed.shows)) {
    const read = line(text, longestShows);
    if (read === undefined) return refuse('field-too-long', { field: `shows.${lang}` });
    if (read !== null) shows[lang] = read;
  }
  if (Object.keys(shows).length === 0) return refuse('field-missing', { field: 'shows' });
  const publishedOn = dayDone('publishedOn', typed.publishedOn, at, null);
  if (!publishedOn.ok) return publishedOn;
  const accessedOn = dayDone('accessedOn', typed.accessedOn, at, dayOf(at));
  if (!accessedOn.ok) return accessedOn;
  const lang = typed.lang && isLanguage(typed.lang) ? typed.lang : null;
  return ok({
    id,
    kind,
    url: url.value,
    title,
    publisher,
    lang,
    stance,
    interest,
    publishedOn: publishedOn.value,
    accessedOn: accessedOn.value,
    locator,
    quotation,
    translation,
    archivedUrl: archivedUrl.value,
    file: null,
    shows,
  });
};

/** The address as typed, for readers are sent there; null when none was. */
const addressOf = (typed: string | undefined): Result<string | null, TypedEvidenceRefusal> => {
  const text = (typed ?? '').trim();
  if (text === '') return ok(null);
  const cited = citedAddress(text);
  if (!cited.ok) return refuse(faults[cited.error.code]);
  return isPermalink(cited.value) ? refuse('evidence-permalink') : cited;
};

const faults = {
  'address-unreadable': 'evidence-not-an-address',
  'address-with-password': 'evidence-address-password',
  'address-not-public': 'evidence-address-not-public',
} as const;
