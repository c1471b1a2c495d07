// What readers are shown, held against the log from outside: whoever edits a check behind the log cannot edit both.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { ok, type Result, refuse } from '../base/result.ts';
import { type Commitments, committed } from '../core/leaf.ts';
import { formatVerifierKey, type ReadFile, type Tiles, tileWidth, type VerifierKey } from '../kit/tlog/index.ts';
import { LogAway } from './log-source.ts';

/** The newest leaf of each check, by its id, and how far the log was read for them. */
export type CheckLeaves = { size: number; readonly newest: Map<string, CheckLeaf> };

type CheckLeaf = { readonly number: number; readonly entry: string; readonly said: LeafSaid };
type LeafSaid = {
  readonly kind: string;
  readonly check?: string;
  readonly verdict?: string | null;
  readonly asOf?: string | null;
  readonly hashes?: Commitments;
};

export type PagesAt = {
  /** What the instance serves, by paths of its site. */
  readonly site: ReadFile;
  /** How many checks are compared word by word at one look; the verdict is, of each. */
  readonly most: number;
  readonly leaves: CheckLeaves;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** A page may follow its leaf by a moment; what differs is looked at again after this. */
  readonly pause: () => Promise<void>;
};

export type PagesSeen = { readonly compared: number; readonly of: number };

/**
 * Undefined where the log tells of no checks. Refuses at the first that differs, and where the site gives nothing to compare:
 * an operator who shows the watch nothing must not pass for one who has nothing to hide.
 */
export const pagesHold = async (
  { site, most, leaves, chance }: PagesAt,
  tiles: Tiles,
  { key, size, from }: { readonly key: VerifierKey | undefined; readonly size: number; readonly from: number },
): Promise<Result<PagesSeen | undefined>> => {
  const read = await readOn(leaves, tiles, size);
  if (!read.ok) return read;
  if (key === undefined || leaves.newest.size === 0) return ok(undefined);
  if (!(await isInstanceOf(site, key)))
    return refuse('pages-away', { detail: 'no instance answers there; --pages 0 for a mirror' });
  const shown = await shownIn(site);
  for (const [check, { verdict, asOf }] of shown) {
    const said = leaves.newest.get(check)?.said;
    if (said === undefined) return refuse('page-unlogged', { detail: check });
    const same = said.kind === 'check-withdrawn' || (said.verdict === verdict && said.asOf === asOf);
    if (!same)
      return refuse('page-differs', { detail: `${check}: ${verdict} on the page, ${said.verdict} in the log` });
  }
  const standing = [...leaves.newest].filter(([, { said }]) => said.kind !== 'check-withdrawn');
  const gone = standing.find(([check]) => !shown.has(check));
  if (gone !== undefined) return refuse('page-gone', { detail: gone[0] });
  let compared = 0;
  for (const [check, leaf] of drawn(standing, from, most, chance)) {
    const differs = await differsFrom(site, check, leaf);
    if (differs === 'busy') break;
    if (differs !== undefined) return refuse('page-differs', { detail: `${check}: ${differs}` });
    compared++;
  }
  if (compared === 0 && most > 0 && standing.length > 0)
    return refuse('pages-away', { detail: '429 Too Many Requests' });
  return ok({ compared, of: standing.length });
};

/** What is new since the last look, then others by chance: nobody can know which are left out. */
const drawn = (all: readonly (readonly [string, CheckLeaf])[], from: number, most: number, chance: () => number) =>
  all
    .map((one) => ({ one, at: one[1].number >= from ? -1 : chance() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ one }) => one);

const readOn = async (leaves: CheckLeaves, tiles: Tiles, size: number): Promise<Result<null>> => {
  for (let n = Math.floor(leaves.size / tileWidth); n * tileWidth < size; n++) {
    const found = await tiles.entries(n);
    if (!found.ok) return found;
    for (const [i, bytes] of found.value.entries()) {
      const entry = new TextDecoder().decode(bytes);
      const said = jsonIn(entry) as LeafSaid | undefined;
      if (typeof said?.check === 'string' && /^check-(published|corrected|withdrawn)$/.test(said.kind))
        leaves.newest.set(said.check, { number: n * tileWidth + i, entry, said });
    }
  }
  leaves.size = size;
  return ok(null);
};

const isInstanceOf = async (site: ReadFile, key: VerifierKey): Promise<boolean> => {
  const told = (await jsonAt(site, 'api/v1/log?limit=1')) as { readonly keys?: readonly unknown[] } | undefined;
  return told?.keys?.includes(formatVerifierKey(key)) === true;
};

type Listed = {
  readonly checks: readonly { readonly id: string; readonly verdict: string | null; readonly asOf: string | null }[];
  readonly next: string | null;
};

/** Every check of its own that the instance lists. */
const shownIn = async (site: ReadFile): Promise<ReadonlyMap<string, Listed['checks'][number]>> => {
  const shown = new Map<string, Listed['checks'][number]>();
  for (let after = ''; ; ) {
    const page = (await jsonAt(site, `api/v1/checks?source=ours&limit=100${after}`)) as Listed | undefined;
    for (const check of page?.checks ?? []) shown.set(check.id, check);
    if (typeof page?.next !== 'string' || page.checks.length === 0) return shown;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};

/** What the check's page says in parts, with what opens its hash; and the same check as programs read it. */
const differsFrom = async (site: ReadFile, check: string, leaf: CheckLeaf): Promise<string | undefined> => {
  try {
    const proof = (await jsonAt(site, `log/proof/${check}.json`)) as
      | { readonly entry?: unknown; readonly page?: unknown; readonly salt?: unknown }
      | undefined;
    const shown = (await jsonAt(site, `api/v1/checks/${check}`)) as Readonly<Record<string, Json>> | undefined;
    if (proof === undefined || shown === undefined) return 'its page or its proof is gone';
    if (proof.entry !== leaf.entry) return 'its proof is of another leaf';
    // Once its salt was destroyed, nothing can be told of the words any more.
    const { page, salt } = proof;
    if (salt === null || leaf.said.hashes?.page === undefined) return undefined;
    if (typeof page !== 'string' || typeof salt !== 'string' || !/^(?:[0-9a-f]{2})+$/.test(salt))
      return 'its proof cannot be read';
    if (committed(salt, page) !== leaf.said.hashes.page) return 'it says something else than it was logged with';
    const said = jsonIn(page) as Readonly<Record<string, Json>> | undefined;
    const other = parts.find((part) => canonicalJson(said?.[part] ?? null) !== canonicalJson(shown[part] ?? null));
    return other === undefined ? undefined : `"${other}" is another on the page`;
  } catch (error) {
    if (error instanceof LogAway && error.status === 429) return 'busy';
    throw error;
  }
};

const parts = ['verdict', 'asOf', 'claimant', 'appearances', 'texts', 'evidence', 'searches'] as const;

const jsonAt = async (site: ReadFile, path: string): Promise<Json | undefined> => {
  const bytes = await site(path);
  return bytes === undefined ? undefined : jsonIn(new TextDecoder().decode(bytes));
};

const jsonIn = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
