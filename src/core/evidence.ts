import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';

export const stances = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof stances)[number];

/** Whose evidence it is: nobody judges their own cause. */
export const interests = ['independent', 'party', 'ourselves'] as const;
export type Interest = (typeof interests)[number];

/** A source with what it shows. `shows` holds one sentence per language. */
export type Evidence = {
  readonly url: string | null;
  readonly title: string;
  readonly publisher: string;
  readonly lang: string | null;
  readonly stance: Stance;
  readonly interest: Interest;
  readonly publishedOn: Day | null;
  readonly accessedOn: Day | null;
  readonly locator: string | null;
  readonly archivedUrl: string | null;
  readonly shows: Readonly<Record<string, string>>;
};

/** A search that found nothing: what an `unproven` verdict rests on. */
export type FruitlessSearch = {
  readonly query: string;
  readonly where: string;
  readonly on: Day;
  readonly found: Readonly<Record<string, string>>;
};

/** How evidence came to the team: a page with an address, a call, or a document. */
export const evidenceKinds = ['page', 'call', 'document'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** For so many days, evidence that was taken off a case can be brought back, and its file is kept. */
export const undoDays = 30;

/** For so many hours, a picture that was taken off a case, and a file that was taken off evidence, can be brought back. */
export const removedFileHours = 24;

/** Until when such a file can be brought back. */
export const restorableUntil = (removedAt: Date): Date => new Date(removedAt.getTime() + removedFileHours * 3_600_000);

/** What of a piece of evidence is public; its quotation, its file and who added it stay with the case. */
export const publicEvidence = (one: Evidence): Evidence => {
  const { url, title, publisher, lang, stance, interest, publishedOn, accessedOn, locator, archivedUrl, shows } = one;
  return { url, title, publisher, lang, stance, interest, publishedOn, accessedOn, locator, archivedUrl, shows };
};

/** Sources that a change takes off a check, and sources that it brings. */
export type EvidenceChange = { readonly removed: readonly Evidence[]; readonly added: readonly Evidence[] };

/** The same source saying the same thing. */
export const sameEvidence = (a: Evidence, b: Evidence): boolean => textOf(a) === textOf(b);

/** What stands in one list and not in the other, in the order of each. */
export const evidenceChange = (before: readonly Evidence[], after: readonly Evidence[]): EvidenceChange => {
  const [was, is] = [new Set(before.map(textOf)), new Set(after.map(textOf))];
  return {
    removed: before.filter((one) => !is.has(textOf(one))),
    added: after.filter((one) => !was.has(textOf(one))),
  };
};

const textOf = (one: Evidence): string => canonicalJson(publicEvidence(one) as unknown as Json);
