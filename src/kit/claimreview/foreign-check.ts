import type { Day } from '../../base/clock.ts';
import type { Refusal } from '../../base/result.ts';
import type { Verdict } from './verdict.ts';

/** Who published a fact-check: the name shown, and the host that stands for it, without `www.`. */
export type Publisher = { readonly name: string; readonly site: string };

/**
 * A fact-check of another publisher, in our words. Texts are plain: no markup, entities decoded, NFC,
 * white space collapsed, length-capped. It never says who posted the claim.
 */
export type ForeignCheck = {
  /** Stable identity inside the publisher: the review's address without scheme and trackers, `#`, a hash of the folded claim. */
  readonly key: string;
  readonly claim: string;
  readonly title?: string;
  readonly summary?: string;
  readonly body?: string;
  /** The publisher's own verdict words, or its number as `2/5` where it gave only that. */
  readonly label?: string;
  /** Our word for the label where the table has one; otherwise absent, never a guess. */
  readonly verdict?: Verdict;
  readonly publisher: Publisher;
  /** Address of the review, or `urn:sangto:item:<site>:<id>` where the item has none. */
  readonly url: string;
  /** BCP 47. */
  readonly lang?: string;
  readonly claimedOn?: Day;
  readonly reviewedOn?: Day;
  /** Only a body that is public on its face, or a person named with a public role. */
  readonly claimant?: string;
  /** Addresses where the claim appeared; the caller hashes the social ones (`isSocialAddress`). */
  readonly appearances: readonly string[];
  readonly licence?: string;
};

export type ReadRefusal =
  | 'not-a-claimreview'
  | 'no-claim'
  | 'no-url'
  | 'no-verdict'
  | 'bad-json'
  | 'bad-csv'
  | 'too-deep'
  | 'too-large'
  | 'unsupported-form';

/** What became of one claim of the input, and where it stood: `item 17`, `line 5`, `script 2 item 1`. */
export type Reading = { readonly position: string } & (
  | { readonly check: ForeignCheck; readonly refused?: never }
  | { readonly refused: Refusal<ReadRefusal>; readonly check?: never }
);

/** What the caller knows and the input may not say. Content decides the form; `name` only settles a tie. */
export type ReadHints = {
  readonly name?: string;
  readonly contentType?: string;
  /** Where the input was fetched: base of relative addresses, and the review's address on a page that names none. */
  readonly url?: string;
  /** For items that name no publisher. */
  readonly publisher?: Publisher;
  /** For items that name no licence. */
  readonly licence?: string;
  /** Our field (`plainFields`) to the input's column or JSON key, dots reaching inside: `{ claim: 'vclaim' }`. */
  readonly mapping?: Readonly<Record<string, string>>;
};
