// Checks as the API tells them.

import type { z } from '@hono/zod-openapi';
import { type Day, dayOf } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import { type CheckCard, type CheckOrigin, cardOf, isOverdue } from '../../core/check.ts';
import type { Organisation } from '../../core/organisation.ts';
import type { CheckPicture } from '../../core/picture.ts';
import type { ShownCheck } from '../from-memory.ts';
import { checkPath, picturePath } from '../pages/addresses.ts';
import type { checkSummary, picture, wholeCheck } from './schemas.ts';

export type Teller = { readonly organisation: Organisation; readonly lang: UiLang; readonly today: Day };

export const tellerOf = (
  options: { readonly organisation: Organisation; readonly world: { readonly now: () => Date } },
  lang: UiLang,
): Teller => ({
  organisation: options.organisation,
  lang,
  today: dayOf(options.world.now()),
});

/** The host that stands for the organisation, as other publishers' checks have it. */
export const ownSite = (organisation: Organisation): string =>
  new URL(organisation.origin).hostname.replace(/^www\./, '');

export const summaryOf = (teller: Teller, card: CheckCard): z.infer<typeof checkSummary> => ({
  ...headOf(teller, card),
  texts: card.texts,
  sources: card.evidence.map((e) => ({ ...e })),
});

/** `beside`: cards of the checks that two people named beside it. */
export const wholeOf = (
  teller: Teller,
  { check, fromMemory }: ShownCheck,
  beside: readonly CheckCard[],
  origin: CheckOrigin | undefined,
): z.infer<typeof wholeCheck> => ({
  ...headOf(teller, cardOf(check)),
  texts: check.texts,
  claimant: check.claimant,
  appearances: [...check.appearances],
  evidence: check.evidence.map((e) => ({ ...e })),
  replies: (check.replies ?? []).map((one) => ({ ...one, said: one.said && { ...one.said } })),
  searches: check.searches.map((s) => ({ ...s })),
  corrections: check.corrections.map(({ evidence, replies, pictures, ...c }) => ({
    ...c,
    before: c.before as Record<string, Record<string, string>>,
    ...(replies && { replies: [...replies] }),
    ...(pictures && { pictures: { removed: pictures.removed.map(toldOf), added: pictures.added.map(toldOf) } }),
    ...(evidence && { evidence: { removed: [...evidence.removed], added: [...evidence.added] } }),
  })),
  letIn: check.letIn ?? null,
  ourselvesOff: check.ourselvesOff ?? null,
  origin: origin === undefined ? null : { times: null, by: null, ...origin },
  pictures: (check.pictures ?? []).map((one) => pictureOf(teller, one)),
  related: beside.map((card) => summaryOf(teller, card)),
  fromMemory,
});

/** Without what it is recognised by. */
export const pictureOf = (
  { organisation }: Teller,
  { file, width, height, kind, alt, seenUrl, seenOn, says }: CheckPicture,
): z.infer<typeof picture> => ({
  url: organisation.origin + picturePath(file),
  width,
  height,
  kind,
  alt,
  seenUrl,
  seenOn,
  says: says ?? null,
});

const toldOf = ({ kind, alt, seenUrl, seenOn }: CheckPicture) => ({ kind, alt, seenUrl, seenOn });

const headOf = ({ organisation, lang, today }: Teller, card: CheckCard) => ({
  id: card.id as string,
  slug: card.slug,
  url: organisation.origin + checkPath(lang, card.slug),
  publisher:
    card.source === null
      ? { name: organisation.name, site: ownSite(organisation), own: true, licence: organisation.licence }
      : { name: card.source.name, site: card.source.site, own: false, licence: card.source.licence },
  originalUrl: card.originalUrl,
  verdict: card.verdict,
  label: card.label,
  asOf: card.asOf,
  reviewBy: card.reviewBy,
  overdue: isOverdue(card, today),
  publishedOn: card.publishedOn,
  correctedOn: card.correctedOn,
  topics: [...card.topics],
});
