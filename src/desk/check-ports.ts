// What stores a check.
import type { Check } from '../core/check.ts';

export type CheckSaved = 'new' | 'changed' | 'same';

/** A check to store. `links` are canonical addresses and keyed permalink hashes that lead to it. */
export type CheckToSave = {
  readonly check: Check;
  readonly externalKey: string | null;
  readonly links: readonly { readonly kind: 'page' | 'permalink'; readonly value: string }[];
};
