// What stores a check, and where its publication is entered.
import type { Json } from '../base/canonical-json.ts';
import type { Check } from '../core/check.ts';

export type CheckSaved = 'new' | 'changed' | 'same';

/** A check to store. `links` are canonical addresses and keyed permalink hashes that lead to it. */
export type CheckToSave = {
  readonly check: Check;
  readonly externalKey: string | null;
  readonly links: readonly { readonly kind: 'page' | 'permalink'; readonly value: string }[];
};

/** The public log. `append` runs inside the transaction that states the fact. */
export type Log = { readonly append: (tx: unknown, fact: Json) => Promise<void> };
