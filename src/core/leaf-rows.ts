// Whether the rows that pages are drawn from still say what a leaf tells: word by word where the entry tells it in clear, by
// hash where it holds a text.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { type Commitments, committed, type LeafKind } from './leaf.ts';

/** What the rows say now of what a leaf tells. */
export type RowsNow = {
  /** By the names that the entry has for it. */
  readonly says: Readonly<Record<string, Json>>;
  /** The texts, by the names of their hashes: the very words that were hashed. */
  readonly texts: Readonly<Record<string, string>>;
  /** Whether what readers see is drawn from these rows and no others. */
  readonly shown: boolean;
  /** Whether everybody may read these texts, so that they and their salts can be handed out. */
  readonly open: boolean;
};

/**
 * `gone`: the text is not there any more, or its salt is not and no leaf says that it was destroyed. `erased`: what opens the hash was destroyed, so nothing can be said. `later`:
 * the page of then is kept no more, since a later leaf tells what it says now.
 */
export type TextHolds = 'holds' | 'differs' | 'gone' | 'erased' | 'later';

export type LeafHolds = {
  /** `unknown`: nothing of it can be compared. */
  readonly as: 'holds' | 'differs' | 'unknown';
  readonly texts: Readonly<Record<string, TextHolds>>;
};

/** Leaves that no row stands behind: numbers of a day that is over, and what the running software is. */
const rowless: ReadonlySet<string> = new Set<LeafKind>([
  ...(['day-counted', 'version-started', 'keys-changed', 'salts-erased'] as const),
  'statements-changed',
]);

export const hasRows = (kind: string): boolean => !rowless.has(kind);

/** `now`: null where there is no such row any more. */
export const leafHolds = (
  leaf: {
    readonly entry: string;
    readonly salts: Readonly<Record<string, string>>;
    readonly isOfPage?: boolean;
    /** False where a salt is gone and no leaf says that it was destroyed: then somebody took it away behind the log. */
    readonly saysErased?: boolean;
  },
  now: RowsNow | null,
): LeafHolds => {
  const entry = JSON.parse(leaf.entry) as { readonly kind: string; readonly hashes?: Commitments };
  const texts = Object.fromEntries(
    Object.entries(entry.hashes ?? {}).map(([name, hash]) => {
      const as = textHolds(hash, leaf.salts[name], now?.texts[name], leaf.saysErased ?? true);
      return [name, as === 'gone' && name === 'page' && leaf.isOfPage === false ? ('later' as const) : as];
    }),
  );
  const each = Object.values(texts);
  const opened = each.filter((text) => text !== 'erased' && text !== 'later');
  if (now === null) {
    // What was forgotten with its salt leaves no row behind.
    const forgotten = !hasRows(entry.kind) || (each.length > 0 && opened.length === 0);
    return { as: forgotten ? 'unknown' : 'differs', texts };
  }
  const told = entry as Readonly<Record<string, unknown>>;
  const other = Object.entries(now.says).some(
    ([name, said]) => canonicalJson(said) !== canonicalJson((told[name] ?? null) as Json),
  );
  if (other || !now.shown || opened.some((text) => text !== 'holds')) return { as: 'differs', texts };
  const compared = opened.length > 0 || (each.length === 0 && Object.keys(now.says).length > 0);
  return { as: compared ? 'holds' : 'unknown', texts };
};

const textHolds = (
  hash: string,
  salt: string | undefined,
  text: string | undefined,
  saysErased: boolean,
): TextHolds => {
  if (salt === undefined) return saysErased ? 'erased' : 'gone';
  if (text === undefined) return 'gone';
  return committed(salt, text) === hash ? 'holds' : 'differs';
};
