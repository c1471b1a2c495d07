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
