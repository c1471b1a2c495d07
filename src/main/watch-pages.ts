// What readers are shown, held against the log from outside: whoever edits a check behind the log cannot edit both.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import {
  formatProofFile,
  formatVerifierKey,
  planInclusion,
  type ReadFile,
  type Tiles,
  tileWidth,
  type VerifierKey,
} from '../kit/tlog/index.ts';
import { LogAway } from './log-source.ts';
import { patientRead } from './patient-read.ts';
import { type CheckSeen, type Differs, differsFrom, jsonAt, jsonIn, type LeafSaid, unreadable } from './watch-page.ts';

/** The newest leaf of each check, by its id, what was erased, and how far the log was read for them. */
export type CheckLeaves = {
  size: number;
  readonly newest: Map<string, CheckLeaf>;
  /** The hashes of leaves whose salts were destroyed, as later leaves say. */
  readonly erased: Set<string>;
};

type CheckLeaf = { readonly number: number; readonly entry: string; readonly said: LeafSaid };

export type PagesAt = {
  /** What the instance serves, by paths of its site. */
  readonly site: ReadFile;
  /** How many checks are compared word by word at one look; the verdict is, of each. */
  readonly most: number;
  readonly leaves: CheckLeaves;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** Waits; rejects when the watch ends. A page may follow its leaf by a moment, and a site may ask to be left alone. */
  readonly wait: (ms: number) => Promise<void>;
};

export type PagesSeen = { readonly compared: number; readonly of: number };

/** What is laid down of a check that is shown otherwise: what was seen, its leaf, and the proof of that, which verifies by itself. */
export type PageEvidence = {
  readonly check: string;
  readonly shown: CheckSeen | null;
  readonly leaf: { readonly number: number; readonly entry: string } | null;
  readonly proof: string | null;
};

export type PageFault = Refusal & { readonly page?: PageEvidence };

/** Checks that are compared at the same time: a site is looked at, not leaned on. */
const atOnce = 4;
/** How long one look waits in all for a site that says 429. */
const mostWaitMs = 120_000;

/** The tree that a look holds pages against, as its checkpoint was served. */
export type PagesTree = {
  readonly key: VerifierKey | undefined;
  readonly size: number;
  /** What is below was there at the last look. */
  readonly from: number;
  readonly note: string;
};

/**
 * Undefined where the log tells of no checks. Refuses at the first that differs, and where the site gives nothing to compare:
 * an operator who shows the watch nothing must not pass for one who has nothing to hide.
 */
export const pagesHold = async (
  { site: asked, most, leaves, chance, wait }: PagesAt,
  tiles: Tiles,
  { key, size, from, note }: PagesTree,
): Promise<Result<PagesSeen | undefined, PageFault>> => {
  const read = await readOn(leaves, tiles, size);
  if (!read.ok) return read;
  if (key === undefined || leaves.newest.size === 0) return ok(undefined);
  const site = patientRead(asked, { mostMs: mostWaitMs, wait });
  if (!(await isInstanceOf(site, key)))
    return refuse('pages-away', { detail: 'no instance answers there; --pages 0 for a mirror' });
  const evidence = evidenceOf(leaves, tiles, { size, note });
  const shown = await shownIn(site, leaves.newest.size);
  for (const [check, { verdict, asOf }] of shown) {
    const said = leaves.newest.get(check)?.said;
    const seen = { verdict: verdict ?? null, asOf: asOf ?? null };
    if (said === undefined) return evidence('page-unlogged', check, check, seen);
    const same = said.kind === 'check-withdrawn' || (said.verdict === verdict && said.asOf === asOf);
    if (!same)
      return evidence('page-differs', check, `${check}: ${verdict} on the page, ${said.verdict} in the log`, seen);
  }
  const standing = [...leaves.newest].filter(([, { said }]) => said.kind !== 'check-withdrawn');
  const gone = standing.find(([check]) => !shown.has(check));
  if (gone !== undefined) return evidence('page-gone', gone[0], gone[0], null);
  const compared = await compare(site, drawn(standing, from, most, chance), leaves.erased);
  const { differs } = compared;
  if (differs !== undefined)
    return evidence('page-differs', differs.check, `${differs.check}: ${differs.why}`, differs.seen);
  if (compared.count === 0 && most > 0 && standing.length > 0)
    return refuse('pages-away', { detail: '429 Too Many Requests' });
  return ok({ compared: compared.count, of: standing.length });
};

type Compared = { readonly count: number; readonly differs: (Differs & { readonly check: string }) | undefined };

/** A few at once, until one differs, or the site wants to be asked another time: then what was compared counts. */
const compare = async (
  site: ReadFile,
  all: readonly (readonly [string, CheckLeaf])[],
  erased: ReadonlySet<string>,
): Promise<Compared> => {
  let [next, count, ended] = [0, 0, false];
  let differs: Compared['differs'];
  const one = async (): Promise<void> => {
    for (let at = all[next++]; at !== undefined && !ended; at = all[next++]) {
      try {
        const found = await differsFrom(site, at[0], at[1], erased);
        if (found !== undefined) differs ??= { ...found, check: at[0] };
        else count++;
        ended ||= found !== undefined;
      } catch (error) {
        ended = true;
        if (!(error instanceof LogAway && error.status === 429)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { count, differs };
};

type Evidenced = { readonly ok: false; readonly error: PageFault };

/** A refusal with what shows it. Where the proof cannot be made, the leaf stands without it. */
const evidenceOf =
  ({ newest }: CheckLeaves, tiles: Tiles, { size, note }: Pick<PagesTree, 'size' | 'note'>) =>
  async (code: string, check: string, detail: string, shown: CheckSeen | null): Promise<Evidenced> => {
    const leaf = newest.get(check);
    const way = leaf === undefined ? undefined : await tiles.prove(planInclusion(leaf.number, size));
    const proof =
      leaf !== undefined && way?.ok
        ? formatProofFile({
            ...{ index: leaf.number, proof: way.value, checkpoint: note },
            extra: new TextEncoder().encode(leaf.entry),
          })
        : null;
    const page = { check, shown, leaf: leaf === undefined ? null : { number: leaf.number, entry: leaf.entry }, proof };
    return { ok: false, error: { code, detail, page } };
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
      const said = jsonIn(entry) as LeafSaid | null | undefined;
      if (typeof said?.check === 'string' && /^check-(published|corrected|withdrawn)$/.test(said.kind))
        leaves.newest.set(said.check, { number: n * tileWidth + i, entry, said });
      for (const name of erasedIn(said)) leaves.erased.add(name);
    }
  }
  leaves.size = size;
  return ok(null);
};

const erasedIn = (said: unknown): readonly string[] => {
  const { kind, leaves } = (said ?? {}) as { readonly kind?: unknown; readonly leaves?: unknown };
  return kind === 'salts-erased' && Array.isArray(leaves) ? leaves.filter((name) => typeof name === 'string') : [];
};

const isInstanceOf = async (site: ReadFile, key: VerifierKey): Promise<boolean> => {
  const told = (await jsonAt(site, 'api/v1/log?limit=1')) as { readonly keys?: unknown } | null | undefined;
  return Array.isArray(told?.keys) && told.keys.includes(formatVerifierKey(key));
};

type Listed = { readonly id: string; readonly verdict?: string | null; readonly asOf?: string | null };

/** Every check of its own that the instance lists, and at most a page of others. */
const shownIn = async (site: ReadFile, logged: number): Promise<ReadonlyMap<string, Listed>> => {
  const shown = new Map<string, Listed>();
  for (let after = ''; ; ) {
    const path = `api/v1/checks?source=ours&limit=100${after}`;
    const page = (await jsonAt(site, path)) as
      | { readonly checks?: unknown; readonly next?: unknown }
      | null
      | undefined;
    if (page === undefined) return shown;
    const checks = listIn(page?.checks);
    if (checks === undefined) throw unreadable(path, 'no list of checks');
    const before = shown.size;
    for (const check of checks) shown.set(check.id, check);
    if (typeof page?.next !== 'string' || shown.size === before || shown.size > logged) return shown;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};

const listIn = (given: unknown): readonly Listed[] | undefined =>
  Array.isArray(given) && given.every((one) => typeof (one as Listed | null)?.id === 'string')
    ? (given as readonly Listed[])
    : undefined;
