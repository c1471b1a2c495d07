// The event table: appended inside the transaction that made it true, read without passing an uncommitted gap.
import { sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { SangtoEvent } from '../core/event.ts';
import { type FollowUp, journey } from '../desk/journey.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { leafOfEvent } from './leaf-requests.ts';

export type Told = { readonly event: SangtoEvent; readonly day: Day; readonly at: Date | null };

/** Puts a job for what follows into the same transaction. */
export type Enqueue = (tx: Transaction, job: FollowUp) => Promise<void>;

export const wakeChannel = 'sangto_events';

/** Appends events, the leaves of public ones, and the jobs that follow, on the transaction's own connection. */
export const tell = async (tx: Transaction, told: readonly Told[], enqueue: Enqueue): Promise<void> => {
  if (told.length === 0) return;
  const values = told.map(({ event, day, at }) => ({ type: event.type, v: event.v, day, at, data: event.data }));
  const made = await tx.all<{ id: number }>(sql`
    insert into events (type, v, day, at, data)
    select type, v, day, at, data from jsonb_to_recordset(${rows(values)}) as t(type text, v int, day date, at timestamptz, data jsonb)
    returning id`);
  // Numbers are given in the order of the rows.
  const ids = made.map(({ id }) => id).sort((a, b) => a - b);
  for (const [i, { event, day }] of told.entries()) await leafOfEvent(tx, event, { event: ids[i] as number, on: day });
  for (const job of new Set(told.flatMap(({ event }) => journey[event.type] ?? []))) await enqueue(tx, job);
  // NOTIFY takes one lock for the whole server at commit; tips are many and wake nobody.
  if (told.some(({ event }) => !event.type.startsWith('tip.'))) await tx.all(sql`select pg_notify(${wakeChannel}, '')`);
};

/** An event that happened at a moment everyone may know. */
export const toldAt = (event: SangtoEvent, at: Date): Told => ({ event, day: dayOf(at), at });

/** A tip's event: the day is all there is. */
export const toldOn = (event: SangtoEvent, day: Day): Told => ({ event, day, at: null });

/** Place in the event table; `tx` is a 64-bit transaction id in text form. */
export type Cursor = { readonly tx: string; readonly id: number };

export type ReadEvent = { readonly event: SangtoEvent; readonly cursor: Cursor };

/**
 * What changes a check as memory holds it (its texts, its wordings, or what it answers), and what changes public pages
 * beside checks.
 */
const moving: readonly SangtoEvent['type'][] = [
  'check.published',
  'check.imported',
  'check.changed',
  'source.opted',
  'source.asked',
  'source.declined',
  'alias.learned',
  'alias.dropped',
  'alias.confirmed',
  'alias.refused',
  'alias.added',
  'alias.removed',
  'answer.withheld',
  'answer.released',
  'appeal.opened',
  'appeal.answered',
  'appeal.corrected',
  'appeal.settled',
  'team.changed',
  'case.closed',
  'case.reopened',
  'template.changed',
  'claim.reopened',
  'request.told',
  'proposal.accepted',
  'standing.answered',
  'words.published',
  'standings.cut',
];

/** The next events that touch checks or public pages. Stops below the oldest running transaction: a lower id may still be uncommitted. */
export const eventsAfter = async (database: Database, cursor: Cursor, limit: number): Promise<readonly ReadEvent[]> => {
  const found = await database.all<{ tx: string; id: number; type: string; v: number; data: unknown }>(sql`
    select tx::text, id, type, v, data from events
    where (tx, id) > (${cursor.tx}::xid8, ${cursor.id}) and tx < pg_snapshot_xmin(pg_current_snapshot())
      and type in (select jsonb_array_elements_text(${rows(moving)}))
    order by tx, id limit ${limit}`);
  return found.map(({ tx, id, type, v, data }) => ({ event: { type, v, data } as SangtoEvent, cursor: { tx, id } }));
};

/** Where a reader that has just read all checks may start: nothing below is uncommitted any more. */
export const currentCursor = async (database: Database): Promise<Cursor> => {
  const [row] = await database.all<{ tx: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`);
  return { tx: row?.tx ?? '0', id: 0 };
};
