// Writes tips: whoever asks while a commit is under way is gathered into the next one, so that one fsync serves many.
import { sql } from 'drizzle-orm';
import type { Json } from '../base/canonical-json.ts';
import { ok, type Result, refuse } from '../base/result.ts';
import { StoreAway } from '../desk/store-away.ts';
import type { NewTip, Remembered } from '../desk/world.ts';
import { placesOf } from './claim-groups.ts';
import { type Database, type Runner, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';
import { lockKeys } from './locks.ts';

type Saved = Result<{ readonly replay: Json | null }, { readonly code: 'store-away' | 'idempotency-key-reused' }>;
type Waiting = {
  readonly tip: NewTip;
  readonly settle: (saved: Saved) => void;
  readonly fail: (error: unknown) => void;
};

const largestBatch = 200;
/** An asker waits no longer than this for a database that hangs, and is then answered without it. */
const patience = 5_000;
/** An attempt that failed after so long would keep whoever waits behind it as long again. */
const slowFailure = 1_000;

/** Saves one tip durably; concurrent calls share transactions. */
export const tipWriter = (database: Database, enqueue: Enqueue): ((tip: NewTip) => Promise<Saved>) => {
  let waiting: Waiting[] = [];
  let busy = false;

  const drain = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const batch = take(waiting);
      waiting = waiting.filter((w) => !batch.includes(w));
      const began = performance.now();
      const away = await write(database, enqueue, batch);
      if (!away || performance.now() - began < slowFailure) continue;
      for (const { settle } of waiting) settle(refuse('store-away'));
      waiting = [];
    }
    busy = false;
  };

  return (tip) =>
    new Promise((settle, fail) => {
      waiting.push({ tip, settle, fail });
      if (!busy) void drain();
    });
};

/** The next batch: one of each idempotency key, so that a parallel retry meets the first one's row. */
const take = (waiting: readonly Waiting[]): readonly Waiting[] => {
  const keys = new Set<string>();
  const batch: Waiting[] = [];
  for (const one of waiting) {
    const key = one.tip.idempotency?.key;
    if (key !== undefined && keys.has(key)) continue;
    if (key !== undefined) keys.add(key);
    batch.push(one);
    if (batch.length === largestBatch) break;
  }
  return batch;
};

/** Gives whether the database was away. */
const write = async (database: Database, enqueue: Enqueue, batch: readonly Waiting[]): Promise<boolean> => {
  try {
    const seen = await database.atomically(async (tx) => {
      const repeated = await remember(tx, batch);
      const fresh = batch.filter(({ tip }) => tip.idempotency === null || !repeated.has(tip.idempotency.key));
      if (fresh.length > 0)
        await insert(
          tx,
          fresh.map((f) => f.tip),
          enqueue,
        );
      return repeated;
    }, patience);
    for (const { tip, settle } of batch) {
      const before = tip.idempotency && seen.get(tip.idempotency.key);
      settle(before && tip.idempotency ? replayOf(before, tip.idempotency) : ok({ replay: null }));
    }
  } catch (error) {
    if (error instanceof StoreAway) {
      for (const { settle } of batch) settle(refuse('store-away'));
      return true;
    }
    if (batch.length === 1) batch[0]!.fail(error);
    // One tip the database will not take must not take its neighbours with it.
    else for (const one of batch) await write(database, enqueue, [one]);
  }
  return false;
};

type Row = { readonly key: string; readonly body: string; readonly reply: Json };

export const replayOf = (before: Row, asked: Remembered): Saved =>
  before.body === asked.body ? ok({ replay: before.reply }) : refuse('idempotency-key-reused');

/** Claims the keys of a batch; gives the rows of those already taken. Waits for a parallel transaction with the same key. */
const remember = async (tx: Runner, batch: readonly Waiting[]): Promise<ReadonlyMap<string, Row>> => {
  const asked = batch
    .flatMap(({ tip }) => (tip.idempotency ? [{ ...tip.idempotency, tip_id: tip.tip.id, day: tip.tip.day }] : []))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (asked.length === 0) return new Map();
  const taken = await tx.all<{ key: string }>(sql`
    insert into remembered_replies (key, body, reply, tip_id, day)
    select * from jsonb_to_recordset(${rows(asked)}) as t(key text, body text, reply jsonb, tip_id uuid, day date)
    on conflict (key) do nothing returning key`);
  const mine = new Set(taken.map((t) => t.key));
  const others = asked.filter((a) => !mine.has(a.key)).map((a) => a.key);
  if (others.length === 0) return new Map();
  return rememberedRows(tx, others);
};

export const rememberedRows = async (runner: Runner, keys: readonly string[]): Promise<ReadonlyMap<string, Row>> => {
  const found = await runner.all<Row>(sql`
    select key, body, reply from remembered_replies where key in (select jsonb_array_elements_text(${rows(keys)}))`);
  return new Map(found.map((row) => [row.key, row]));
};

// The first statement takes the lock of claims, so that the next ones see what an earlier writer has committed.
const insert = async (tx: Transaction, tips: readonly NewTip[], enqueue: Enqueue): Promise<void> => {
  const tipRows = tips.map(({ tip, ticketHash }) => ({
    id: tip.id,
    day: tip.day,
    channel: tip.channel,
    lang: tip.lang,
    text: tip.text,
    ticket_hash: ticketHash,
    answer_id: tip.answerId,
    outcome: tip.outcome,
    state: tip.claims.every((c) => c.outcome === 'known') ? 'answered' : 'waiting',
  }));
  await tx.all(sql`
    with one_at_a_time as materialized (select pg_advisory_xact_lock(${lockKeys.claims}))
    insert into tips (id, day, channel, lang, text, ticket_hash, answer_id, outcome, state)
    select t.* from one_at_a_time, jsonb_to_recordset(${rows(tipRows)})
      as t(id uuid, day date, channel text, lang text, text text, ticket_hash text, answer_id uuid, outcome text, state text)`);
  await insertClaims(tx, tips);
  const pictures = tips.flatMap(({ tip, picture }) => (picture === undefined ? [] : [{ tip_id: tip.id, ...picture }]));
  if (pictures.length > 0)
    await tx.all(sql`
      insert into tip_pictures (tip_id, file, says)
      select t.tip_id, t.file, t.says from jsonb_to_recordset(${rows(pictures)}) as t(tip_id uuid, file text, says jsonb)
      where exists (select from pictures p where p.file = t.file)`);
  const links = tips.flatMap(({ tip, links: of }) => of.map((l) => ({ tip_id: tip.id, ...l })));
  if (links.length > 0)
    await tx.all(sql`
      insert into tip_links (tip_id, kind, value)
      select * from jsonb_to_recordset(${rows(links)}) as t(tip_id uuid, kind text, value text) on conflict do nothing`);
  await tell(
    tx,
    tips.flatMap(({ tip, events }) => events.map((event) => toldOn(event, tip.day))),
    enqueue,
  );
};

const insertClaims = async (tx: Runner, tips: readonly NewTip[]): Promise<void> => {
  const byFingerprint = new Map(
    tips.flatMap(({ tip, likeness }) =>
      tip.claims.map((claim, n) => [claim.fingerprint, { claim, day: tip.day, likeness: likeness[n] ?? [] }] as const),
    ),
  );
  // In one order everywhere, so that two writers never wait for each other in a ring.
  const claims = [...byFingerprint]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fingerprint, { claim, day, likeness }]) => ({
      id: claim.claimId,
      fingerprint,
      text: claim.outcome === 'known' ? null : claim.text,
      day,
      likeness,
    }));
  if (claims.length === 0) return;
  const places = await placesOf(tx, claims);
  const claimRows = claims.map(({ likeness, ...claim }) => ({
    ...claim,
    likeness: claim.text === null || likeness.length === 0 ? null : likeness,
    group_id: places.get(claim.fingerprint)?.group ?? null,
    leads: places.get(claim.fingerprint)?.leads ?? false,
  }));
  await tx.all(sql`
    with given as (
      select * from jsonb_to_recordset(${rows(claimRows)})
        as t(id uuid, fingerprint text, text text, day date, likeness bigint[], group_id uuid, leads boolean)),
    kept as (
      insert into claims (id, fingerprint, text, first_day, likeness, group_id)
      select id, fingerprint, text, day, likeness, group_id from given
      on conflict (fingerprint) do update
        set text = coalesce(claims.text, excluded.text), likeness = excluded.likeness, group_id = coalesce(excluded.group_id, claims.group_id)
        where claims.text is null and excluded.text is not null or claims.likeness is null and excluded.likeness is not null
      returning id, fingerprint)
    insert into claim_likeness (band, claim_id)
    select distinct unnest(given.likeness), kept.id from kept join given using (fingerprint) where given.leads
    on conflict do nothing`);
  const tipClaims = tips.flatMap(({ tip }) =>
    tip.claims.map((c, position) => ({
      tip_id: tip.id,
      position,
      fingerprint: c.fingerprint,
      span_start: c.span.start,
      span_end: c.span.end,
      outcome: c.outcome,
      answers: c.answers,
      check_id: c.outcome === 'known' ? (c.answers[0]?.check ?? null) : null,
    })),
  );
  await tx.all(sql`
    insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers, check_id)
    select t.tip_id, t.position, c.id, t.span_start, t.span_end, t.outcome, t.answers, t.check_id
    from jsonb_to_recordset(${rows(tipClaims)})
      as t(tip_id uuid, position int, fingerprint text, span_start int, span_end int, outcome text, answers jsonb, check_id uuid)
    join claims c using (fingerprint)`);
};
