// Takes in other publishers' checks. Every item read is stored or refused with its position; repeating changes nothing.
import type { Id } from '../base/ids.ts';
import type { Check, CheckText, Source } from '../core/check.ts';
import { bearsOurName, isOurHost } from '../core/publisher-name.ts';
import type { ForeignCheck, Reading } from '../kit/claimreview/index.ts';
import { fold, guessLang } from '../kit/text/index.ts';
import { clean, linkOf } from './clean.ts';
import { importFailureOf } from './import-failure.ts';
import {
  type HeldItem,
  type ImportFailure,
  type ImportProgress,
  nothingRead,
  type OneOrMachine,
} from './source-ports.ts';
import type { CheckToSave, ImportLine, World } from './world.ts';

export type ImportOptions = {
  readonly name: string;
  /** Lets the sources met in this import answer by themselves; absent: as they were. */
  readonly answers?: boolean;
  /** Whatever is read waits for somebody else than this one, and touches nothing until then. */
  readonly heldFor?: { readonly by: OneOrMachine };
};

const batchSize = 200;

type ImportWorld = Pick<World, 'checks' | 'imports' | 'keyed' | 'newId' | 'now' | 'ourselves' | 'reads'>;

/**
 * Imports a stream of readings, yielding after each committed batch; ends with the run marked finished.
 * Stopping the iteration leaves what was reported in place, and the next import of the same file completes it.
 */
export async function* importChecks(
  world: ImportWorld,
  readings: AsyncIterable<Reading>,
  options: ImportOptions,
): AsyncGenerator<ImportProgress> {
  const run = world.newId();
  const { name, heldFor } = options;
  await world.imports.begin({ id: run, name, at: world.now(), ...(heldFor && { heldFor }) });
  let broken: ImportFailure | null = 'import-stopped';
  try {
    yield* taken(world, run, readings, options);
    await world.imports.finish(run, world.now());
    broken = null;
  } catch (error) {
    broken = importFailureOf(error);
    throw error;
  } finally {
    // Whoever iterates may stop, too. A database that is away leaves the run unfinished, and the error tells why.
    if (broken !== null) await world.imports.fail(run, broken).catch(() => undefined);
  }
}

async function* taken(
  world: ImportWorld,
  run: Id,
  readings: AsyncIterable<Reading>,
  { answers, heldFor }: ImportOptions,
): AsyncGenerator<ImportProgress> {
  const sources = new Map<string, Source>();
  const seen = new Set<string>();
  let counts = nothingRead;
  for await (const batch of batches(readings)) {
    const { fit, ours, doubles, refused } = await sorted(world, batch, seen);
    const lines = [...refused, ...doubles];
    counts = {
      ...counts,
      read: counts.read + batch.length,
      refused: counts.refused + refused.length,
      doubles: counts.doubles + doubles.length,
      unchanged: counts.unchanged + ours.length,
    };
    const items = fit.map(({ reading }) => itemOf(world, reading));
    if (heldFor !== undefined) {
      counts = { ...counts, held: counts.held + items.length };
      await world.imports.hold(run, counts, lines, items);
      const waiting = fit.map(({ position, reading }) => ({ position, code: 'held', detail: reading.url }));
      yield { run, counts, lines: [...lines, ...ours, ...waiting] };
      continue;
    }
    const toSave: CheckToSave[] = [];
    for (const item of items) toSave.push(withSource(item, await sourceOf(world, sources, item, answers)));
    const saved = await world.checks.save(toSave, world.now());
    const count = (kind: string) => saved.filter((s) => s === kind).length;
    counts = {
      ...counts,
      imported: counts.imported + count('new'),
      changed: counts.changed + count('changed'),
      unchanged: counts.unchanged + count('same'),
    };
    await world.imports.note(run, counts, lines);
    const accounted = fit.map(
      ({ position, reading }, at): ImportLine => ({ position, code: saved[at]!, detail: reading.url }),
    );
    yield { run, counts, lines: [...lines, ...ours, ...accounted] };
  }
}

type Sorted = {
  readonly fit: readonly { readonly reading: ForeignCheck; readonly position: string }[];
  /** Checks of this very instance, come back: they are here as they are. */
  readonly ours: readonly ImportLine[];
  readonly doubles: readonly ImportLine[];
  readonly refused: readonly ImportLine[];
};

/** What becomes of each reading of a batch: every one is in exactly one of the four. */
const sorted = async (world: ImportWorld, batch: readonly Reading[], seen: Set<string>): Promise<Sorted> => {
  const fit: { reading: ForeignCheck; position: string }[] = [];
  const [ours, doubles, refused]: [ImportLine[], ImportLine[], ImportLine[]] = [[], [], []];
  for (const reading of batch) {
    const { position } = reading;
    if ('refused' in reading) {
      refused.push({ position, code: reading.refused.code, detail: reading.refused.detail ?? null });
      continue;
    }
    const { check } = reading;
    const detail = check.url;
    if (seen.has(identity(check))) doubles.push({ position, code: 'twice-in-this-file', detail });
    else if (!bearsOurName(check.publisher, world.ourselves)) fit.push({ reading: check, position });
    else if (await isOurs(world, check.url)) ours.push({ position, code: 'our-own', detail });
    else refused.push({ position, code: 'says-it-is-us', detail: `${check.publisher.name} · ${detail}` });
    seen.add(identity(check));
  }
  return { fit, ours, doubles, refused };
};

/** A file may say what it likes of itself: ours is what stands at our own address, and is here. */
const isOurs = async ({ ourselves, reads }: ImportWorld, url: string): Promise<boolean> => {
  const slug = URL.canParse(url) ? /^\/(?:[a-z]{2}\/)?checks\/([^/]+)\/?$/.exec(new URL(url).pathname)?.[1] : undefined;
  if (slug === undefined || !isOurHost(url, ourselves.origin)) return false;
  const found = await reads.check(decoded(slug));
  return found !== undefined && found.source === null;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

async function* batches(readings: AsyncIterable<Reading>): AsyncGenerator<readonly Reading[]> {
  let batch: Reading[] = [];
  for await (const reading of readings) {
    batch.push(reading);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** An item is told apart by who published it, too: another name at the same address is another source's item. */
const identity = ({ publisher, key }: ForeignCheck): string => `${publisher.site} ${publisher.name} ${key}`;

const sourceOf = async (
  world: ImportWorld,
  known: Map<string, Source>,
  { publisher }: HeldItem,
  answers: boolean | undefined,
): Promise<Source> => {
  const key = `${publisher.site} ${publisher.name}`;
  const found = known.get(key);
  if (found) return found;
  const source = await world.checks.source(publisher, world.newId);
  if (answers !== undefined && source.answers !== answers) await world.checks.opt(source.id, answers, world.now());
  known.set(key, source);
  return source;
};

const withSource = ({ save }: HeldItem, source: Source): CheckToSave => ({ ...save, check: { ...save.check, source } });

/** The check that an item becomes, masked; whose it is stands beside it until it is stored. */
const itemOf = (world: ImportWorld, foreign: ForeignCheck): HeldItem => {
  const publisher = { ...foreign.publisher, licence: foreign.licence ?? null };
  const masked = (text: string | undefined): string => clean(world.keyed, text ?? '').text;
  const lang = foreign.lang ?? langOf(`${foreign.claim} ${foreign.title ?? ''}`);
  const claim = masked(foreign.claim);
  const text: CheckText = {
    title: masked(foreign.title) || claim,
    claim,
    short: masked(foreign.summary),
    known: masked(foreign.body),
    how: '',
    reply: '',
  };
  const appearances = foreign.appearances.flatMap((url) => linkOf(world.keyed, url) ?? []);
  const original = linkOf(world.keyed, foreign.url);
  const check: Check = {
    id: world.newId(),
    slug: slugOf(text.title, `${publisher.site} ${publisher.name} ${foreign.key}`, world.keyed),
    source: null,
    originalUrl: /^https?:/.test(foreign.url) ? foreign.url : null,
    verdict: foreign.verdict ?? null,
    label: foreign.label ?? null,
    asOf: foreign.reviewedOn ?? null,
    reviewBy: null,
    publishedOn: foreign.reviewedOn ?? null,
    topics: [],
    claimant: foreign.claimant === undefined ? null : { [lang]: { name: foreign.claimant, role: '', place: '' } },
    appearances: appearances.flatMap((l) => (l.kind === 'page' ? [l.value] : [])),
    texts: { [lang]: text },
    aliases: [],
    evidence: [],
    searches: [],
    corrections: [],
  };
  const links = original ? [original, ...appearances] : appearances;
  return { publisher, save: { check, externalKey: foreign.key, links } };
};

/** The guess is between Vietnamese and English only; a text without a Vietnamese letter may as well be Spanish. */
const langOf = (text: string): string => {
  const guess = guessLang(text);
  return guess === 'vi' && !/[ăđơư\u1ea0-\u1ef9]/i.test(text.normalize('NFC')) ? 'und' : (guess ?? 'und');
};

/** Readable first words and a tail that keeps two checks of one title apart. */
const slugOf = (title: string, key: string, keyed: World['keyed']): string => {
  const words = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const tail = keyed('permalink', `slug ${key}`).slice(0, 10);
  return words === '' ? tail : `${words}-${tail}`;
};
