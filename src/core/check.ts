// A check is the published fact-check: one verdict, versions per language, evidence, and every change told.

import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { isPermalink } from '../kit/links/index.ts';
import type { Evidence, EvidenceChange, FruitlessSearch } from './evidence.ts';
import { type CheckPicture, type PictureChange, type PictureRefusal, picturePublishable } from './picture.ts';
import type { PublicReply, ToldReply } from './public-reply.ts';
import type { TopicNames } from './topic.ts';
import { type EvidenceLack, evidenceLacking, type Verdict } from './verdict.ts';

/** What a check says in one language. `known`, `how` are Markdown; everything else is plain text. */
export type CheckText = {
  readonly title: string;
  readonly claim: string;
  readonly short: string;
  readonly known: string;
  readonly how: string;
  readonly reply: string;
};

/** Only a public figure or body, as text inside this one check; there is no list of claimants anywhere. */
export type Claimant = { readonly name: string; readonly role: string; readonly place: string };

export const correctionKinds = ['minor', 'update', 'correction'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/** A public change after publication, with what stood there before. */
export type Correction = {
  readonly on: Day;
  readonly kind: CorrectionKind;
  readonly explain: Readonly<Record<string, string>>;
  /** Of each language that changed, the fields that did; none of a language that had no version yet. */
  readonly before: Readonly<Record<string, Partial<CheckText>>>;
  /** Where the verdict itself changed. */
  readonly verdict?: { readonly before: Verdict; readonly after: Verdict };
  /** Where sources came or went. */
  readonly evidence?: EvidenceChange;
  /** Where somebody was asked since, or answered. */
  readonly replies?: readonly ToldReply[];
  /** Where pictures came, went, or were described anew. */
  readonly pictures?: PictureChange;
};

/** Taken back in public; the page stays, with the reason. */
export type Withdrawn = { readonly on: Day; readonly because: Readonly<Record<string, string>> };

/** An editor decided over a review, and says why. */
export type Overridden = { readonly on: Day; readonly because: string };

/** Where a check of ours came from. `times`: how often it was asked, by powers of ten; null below 20, which could point at somebody. */
export type CheckOrigin =
  | { readonly kind: 'asked'; readonly times: string | null }
  | { readonly kind: 'own' }
  | { readonly kind: 'requested'; readonly by: string };

/** Another organisation whose checks were imported. `answers`: the operator lets its checks answer by themselves. */
export type Source = {
  readonly id: Id;
  readonly name: string;
  readonly site: string;
  readonly licence: string | null;
  readonly answers: boolean;
};

/** What every view of a check begins with. */
type CheckHead = {
  readonly id: Id;
  readonly slug: string;
  /** null: our own. Otherwise the publisher whose check this is, and where it stands. */
  readonly source: Source | null;
  readonly originalUrl: string | null;
  readonly verdict: Verdict | null;
  /** The publisher's own words for the verdict, kept when they are not on our scale. */
  readonly label: string | null;
  readonly asOf: Day | null;
  readonly reviewBy: Day | null;
  readonly publishedOn: Day | null;
  readonly topics: readonly string[];
};

export type Check = CheckHead & {
  /** What topics are called that are new with this check; only while it is decided on. */
  readonly topicNames?: TopicNames;
  readonly claimant: Readonly<Record<string, Claimant>> | null;
  /** Where the claim appeared, addresses in clear only; permalinks of social networks are kept as keyed hash elsewhere. */
  readonly appearances: readonly string[];
  readonly texts: Readonly<Record<string, CheckText>>;
  readonly aliases: readonly { readonly lang: string; readonly text: string }[];
  readonly evidence: readonly Evidence[];
  readonly searches: readonly FruitlessSearch[];
  readonly corrections: readonly Correction[];
  /** The pictures it is about; absent where there are none. */
  readonly pictures?: readonly CheckPicture[];
  /** Who was asked for their side; absent where nobody was. */
  readonly replies?: readonly PublicReply[];
  /** Checks that two people named beside it; absent where none were. */
  readonly related?: readonly Id[];
  readonly withdrawn?: Withdrawn;
  readonly overridden?: Overridden;
  /** The day on which two agreed to it who had lately come into the team through each other or through the same person. */
  readonly letIn?: Day;
  /** The day on which two took off the mark that its case is about ourselves; absent where it had none. */
  readonly ourselvesOff?: Day;
};

/** What a list, an answer and the memory need of a check: enough to tell the verdict, the sentence, the date and the source. */
export type CheckCard = CheckHead & {
  readonly correctedOn: Day | null;
  /** Absent unless it was taken back. */
  readonly withdrawnOn?: Day;
  /** Absent unless an appeal holds its answer: it waits for ours, or was right and nothing came of it yet. */
  readonly contested?: true;
  readonly texts: Readonly<Record<string, Pick<CheckText, 'title' | 'claim' | 'short'>>>;
  /** The first three sources, for the answer page. */
  readonly evidence: readonly Pick<Evidence, 'publisher' | 'title' | 'url'>[];
  /** What askers and the operator taught of how this check is asked for; absent where nothing was, or nobody answers by it. */
  readonly taught?: Taught;
};

/**
 * The language in which a check says all these words (small letters); the wanted one where it does, undefined where none
 * of its texts holds them, as of words of a wording that was added.
 */
export const langOfWords = (
  texts: CheckCard['texts'],
  words: readonly string[],
  wanted: string,
): string | undefined => {
  const says = (lang: string): boolean => {
    const { title, claim, short } = texts[lang] ?? { title: '', claim: '', short: '' };
    const text = `${title}\n${claim}\n${short}`.toLocaleLowerCase('vi');
    return words.every((word) => text.includes(word));
  };
  return [wanted, ...Object.keys(texts)].find((lang) => texts[lang] !== undefined && says(lang));
};

/** Fingerprints only: nothing of it can be read, and nothing of it is shown. */
export type Taught = {
  /** Askers' wordings that a person confirmed: what is found by them may be the automatic answer. */
  readonly confirmed: readonly string[];
  /** Claims that this check does not answer by itself: askers said that it is not what they asked, and the operator agreed. */
  readonly disputed: readonly string[];
};

export const cardOf = (check: Check): CheckCard => ({
  id: check.id,
  slug: check.slug,
  source: check.source,
  originalUrl: check.originalUrl,
  verdict: check.verdict,
  label: check.label,
  asOf: check.asOf,
  reviewBy: check.reviewBy,
  publishedOn: check.publishedOn,
  correctedOn: check.corrections.at(-1)?.on ?? null,
  ...(check.withdrawn && { withdrawnOn: check.withdrawn.on }),
  topics: check.topics,
  texts: Object.fromEntries(
    Object.entries(check.texts).map(([lang, { title, claim, short }]) => [lang, { title, claim, short }]),
  ),
  evidence: check.evidence.slice(0, 3).map(({ publisher, title, url }) => ({ publisher, title, url })),
});

/** A check past its review date is shown, but does not answer by itself any more. */
export const isOverdue = (check: Pick<CheckCard, 'reviewBy'>, today: Day): boolean =>
  check.reviewBy !== null && check.reviewBy < today;

/**
 * May this check be the automatic answer today? Ours while not overdue, not contested and not withdrawn; another
 * publisher's only where opted in.
 */
export const mayAnswer = (check: CheckCard, today: Day): boolean =>
  check.source === null
    ? check.verdict !== null && !isOverdue(check, today) && check.contested !== true && check.withdrawnOn === undefined
    : check.source.answers;

/** The language version to show: the wanted one, else the first there is. */
export const textIn = <T>(texts: Readonly<Record<string, T>>, lang: string): { lang: string; text: T } => {
  const wanted = texts[lang];
  if (wanted !== undefined) return { lang, text: wanted };
  const first = Object.entries(texts)[0];
  if (first === undefined) throw new Error('a check without any language version');
  return { lang: first[0], text: first[1] };
};

/**
 * The last correction that changed what another language says and left this version as it was; undefined where it keeps
 * step. A minor change (a slip of the pen) makes no other version old, and neither does one that only brings versions up to
 * date which were behind, or adds a language: or else two versions would make each other old for ever.
 */
export const overtakenBy = (
  { corrections }: Pick<Check, 'corrections'>,
  lang: string,
): { readonly on: Day; readonly lang: string } | undefined => {
  const behind = new Map<string, { readonly on: Day; readonly lang: string }>();
  const all = new Set([lang, ...corrections.flatMap(({ before }) => Object.keys(before))]);
  for (const { on, kind, before } of corrections) {
    const changed = Object.keys(before);
    const [first] = changed;
    const catchesUp = changed.every((one) => behind.has(one) || Object.keys(before[one] ?? {}).length === 0);
    if (kind !== 'minor' && first !== undefined && !catchesUp)
      for (const other of all) if (!changed.includes(other)) behind.set(other, { on, lang: first });
    for (const one of changed) behind.delete(one);
  }
  return behind.get(lang);
};

export type CheckRefusal = Refusal<
  | 'check-without-text'
  | EvidenceLack
  | 'unproven-needs-searches'
  | 'slug-not-plain'
  | 'dates-out-of-order'
  | PictureRefusal['code']
>;

/** The rules a check of our own must meet before it may be published. */
export const publishable = (check: Check): Result<Check, CheckRefusal> => {
  if (Object.keys(check.texts).length === 0) return refuse('check-without-text', { field: 'texts' });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(check.slug) || check.slug.length > 80)
    return refuse('slug-not-plain', { field: 'slug' });
  const lacking = check.verdict && evidenceLacking(check.verdict, check.evidence);
  if (lacking) return refuse(lacking, { field: 'evidence' });
  if (check.verdict === 'unproven' && check.searches.length === 0)
    return refuse('unproven-needs-searches', { field: 'searches' });
  if (check.asOf && check.reviewBy && check.reviewBy <= check.asOf)
    return refuse('dates-out-of-order', { field: 'reviewBy' });
  for (const picture of check.pictures ?? []) {
    const fits = picturePublishable(picture, Object.keys(check.texts), isPermalink);
    if (!fits.ok) return fits;
  }
  return ok(check);
};
