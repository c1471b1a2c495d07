// Takes in other publishers' checks. Every item read is stored or refused with its position; repeating changes nothing.
import type { Id } from '../base/ids.ts';
import type { Check, CheckText, Source } from '../core/check.ts';
import type { ForeignCheck, Reading } from '../kit/claimreview/index.ts';
import { fold, guessLang } from '../kit/text/index.ts';
import { clean, linkOf } from './clean.ts';
import type { HeldItem, OneOrMachine } from './source-ports.ts';
import type { CheckToSave, ImportCounts, ImportLine, World } from './world.ts';

export type ImportOptions = {
  readonly name: string;
  /** Lets the sources met in this import answer by themselves; absent: as they were. */
  readonly answers?: boolean;
  /** Whatever is read waits for somebody else than this one, and touches nothing until then. */
  readonly heldFor?: { readonly by: OneOrMachine };
};

/** Told after each durable batch: nothing reported here can be lost any more. */
export type ImportProgress = { readonly run: Id; readonly counts: ImportCounts; readonly lines: readonly ImportLine[] };

const batchSize = 200;
const nothing: ImportCounts = { read: 0, imported: 0, changed: 0, unchanged: 0, refused: 0 };

type ImportWorld = Pick<World, 'checks' | 'imports' | 'keyed' | 'newId' | 'now'>;

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
  const { name, answers, heldFor } = options;
  await world.imports.begin({ id: run, name, at: world.now(), ...(heldFor && { heldFor }) });
  const sources = new Map<string, Source>();
  const seen = new Set<string>();
  let counts = nothing;
  for await (const batch of batches(readings)) {
    const lines: ImportLine[] = [];
    const fit: { reading: ForeignCheck; position: string }[] = [];
    for (const reading of batch) {
      if ('refused' in reading) {
        lines.push({ position: reading.position, code: reading.refused.code, detail: reading.refused.detail ?? null });
      } else if (seen.has(identity(reading.check))) {
        lines.push({ position: reading.position, code: 'twice-in-this-file', detail: reading.check.url });
      } else {
        seen.add(identity(reading.check));
        fit.push({ reading: reading.check, position: reading.position });
      }
    }
    const items = fit.map(({ reading }) => itemOf(world, reading));
    if (heldFor !== undefined) {
      counts = { ...counts, read: counts.read + batch.length, refused: counts.refused + lines.length };
      await world.imports.hold(run, counts, lines, items);
      const waiting = fit.map(({ position, reading }) => ({ position, code: 'held', detail: reading.url }));
      yield { run, counts, lines: [...lines, ...waiting] };
      continue;
    }
    const toSave: CheckToSave[] = [];
    for (const item of items) toSave.push(withSource(item, await sourceOf(world, sources, item, answers)));
    const saved = await world.checks.save(toSave, world.now());
    const count = (kind: string) => saved.filter((s) => s === kind).length;
    counts = {
      read: counts.read + batch.length,
      imported: counts.imported + count('new'),
      changed: counts.changed + count('changed'),
      unchanged: counts.unchanged + count('same'),
      refused: counts.refused + lines.length,
    };
    await world.imports.note(run, counts, lines);
    const accounted = fit.map(
      ({ position, reading }, at): ImportLine => ({ position, code: saved[at]!, detail: reading.url }),
    );
    yield { run, counts, lines: [...lines, ...accounted] };
  }
  await world.imports.finish(run, world.now());
}

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
