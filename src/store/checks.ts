// Checks and the sources they come from.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Id } from '../base/ids.ts';
import type { Check, Source } from '../core/check.ts';
import type { SangtoEvent } from '../core/event.ts';
import type { CheckSaved, Checks, CheckToSave } from '../desk/world.ts';
import { insertParts, removeParts, type StoredCheck } from './check-parts.ts';
import { documentsOf } from './check-rows.ts';
import { type Database, type Runner, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { lockKeys } from './locks.ts';
import { optOnMachine } from './opt-ins.ts';

export const checksIn = (database: Database, enqueue: Enqueue): Checks => ({
  save: (batch, at) =>
    batch.length === 0
      ? Promise.resolve([])
      : database.atomically((tx) => saveChecks(tx, batch, { told: 'check.imported', at }, enqueue)),

  source: async ({ name, site, licence }, newId) => {
    const [source] = await database.all<Source>(sql`
      with made as (
        insert into sources (id, name, site, licence) values (${newId()}, ${name}, ${site}, ${licence})
        on conflict (site, name) do nothing returning id, name, site, licence, answers)
      select * from made union all select id, name, site, licence, answers from sources where site = ${site} and name = ${name} limit 1`);
    if (source === undefined) throw new Error('a source vanished between two statements');
    return source;
  },

  sources: () =>
    database.all(sql`
      select s.id, s.name, s.site, s.licence, s.answers, count(c.id) as checks
      from sources s left join checks c on c.source_id = s.id group by s.id order by s.name, s.id`),

  opt: (source, answers, at) => database.atomically((tx) => optOnMachine(tx, source, answers, at, enqueue)),

  documents: (after, limit) => documentsOf(database, sql`${after}::uuid is null or c.id > ${after}::uuid`, limit),
  documentsOf: (ids) =>
    ids.length === 0
      ? Promise.resolve([])
      : documentsOf(database, sql`c.id in (select jsonb_array_elements_text(${rows(ids)})::uuid)`, ids.length),
});

type Existing = { readonly id: Id; readonly key: string; readonly content_hash: string };

/** Which submission each check stands on; it is asked only for checks of our own that are new or changed. */
export type Saving = {
  readonly told: 'check.published' | 'check.imported';
  readonly at: Date;
  readonly decided?: (checks: readonly StoredCheck[]) => Promise<ReadonlyMap<Id, Id>>;
};

/** Stores checks with their parts and events in the transaction of the caller. */
export const saveChecks = async (
  tx: Transaction,
  batch: readonly CheckToSave[],
  { told, at, decided }: Saving,
  enqueue: Enqueue,
): Promise<readonly CheckSaved[]> => {
  // Two imports of one file at once would both find an item missing.
  await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.checks})`);
  const existing = await existingOf(tx, batch);
  const judged = batch.map((one) => {
    const before = existing.get(keyOf(one.check.source?.id ?? null, externalKey(one)));
    const hash = contentHash(one);
    const saved: CheckSaved = before === undefined ? 'new' : before.content_hash === hash ? 'same' : 'changed';
    const stored: StoredCheck = {
      ...one,
      id: before?.id ?? one.check.id,
      externalKey: externalKey(one),
      contentHash: hash,
      submissionId: null,
    };
    return { saved, stored };
  });
  const of = (kind: CheckSaved) => judged.filter((j) => j.saved === kind).map((j) => j.stored);
  const submissions = await decided?.([...of('new'), ...of('changed')]);
  const standing = (all: readonly StoredCheck[]) =>
    all.map((one) => ({ ...one, submissionId: submissions?.get(one.id) ?? null }));
  await removeParts(tx, of('changed'));
  await insertParts(tx, standing(of('new')), standing(of('changed')), at);
  const events = judged.flatMap(({ saved, stored }): SangtoEvent[] =>
    saved === 'same' ? [] : [{ type: saved === 'new' ? told : 'check.changed', v: 1, data: { check: stored.id } }],
  );
  await tell(
    tx,
    events.map((event) => toldAt(event, at)),
    enqueue,
  );
  return judged.map((j) => j.saved);
};

const externalKey = (one: CheckToSave): string => one.externalKey ?? one.check.slug;
const keyOf = (source: Id | null, key: string): string => `${source ?? ''} ${key}`;

const existingOf = async (tx: Runner, batch: readonly CheckToSave[]): Promise<ReadonlyMap<string, Existing>> => {
  const wanted = batch.map((one) => ({ source: one.check.source?.id ?? null, key: externalKey(one) }));
  const found = await tx.all<Existing & { source: Id | null }>(sql`
    select c.id, c.source_id as source, c.external_key as key, c.content_hash
    from checks c join jsonb_to_recordset(${rows(wanted)}) as w(source uuid, key text)
      on c.external_key = w.key and c.source_id is not distinct from w.source`);
  return new Map(found.map((row) => [keyOf(row.source, row.key), row]));
};

/** Changes exactly when what is shown changes: ids and the operator's own choices are left out. */
const contentHash = ({ check, links }: CheckToSave): string => {
  const { id: _id, slug: _slug, source, ...content }: Check = check;
  const whole = {
    ...content,
    source: source && [source.site, source.name],
    links: links.map((l) => `${l.kind} ${l.value}`).sort(),
  };
  return createHash('sha256')
    .update(canonicalJson(whole as unknown as Json))
    .digest('hex');
};
