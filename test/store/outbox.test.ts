// No word goes out that answers nothing: what direct SQL cannot put into the outbox, nor make of what is there.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { publish } from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import type { Database } from '../../src/store/index.ts';
import { storedWorld } from '../temp-database.ts';
import { readSchema } from '../walls/schema.ts';

type Ids = { readonly check: Id; readonly other: Id; readonly tip: Id; readonly subscription: Id };

/** Two checks, a tip that the first answers, and somebody who wants to hear of the first one's corrections. */
const opened = async (): Promise<{ database: Database; ids: Ids }> => {
  const { world, database } = await storedWorld();
  await publish(world, (await readSample(join(import.meta.dirname, '../../demo'), newId)).slice(0, 2));
  const checks = await database.all<{ id: Id }>(sql`select id from checks order by slug`);
  const [check, other] = checks.map(({ id }) => id) as [Id, Id];
  const [tip, claim, subscription] = [newId(), newId(), newId()];
  await database.all(
    sql`insert into tips (id, day, channel, text, outcome, state) values (${tip}, '2026-11-20', 'web', 'a b c', 'new', 'waiting')`,
  );
  await database.all(
    sql`insert into claims (id, fingerprint, text, first_day, answered_by) values (${claim}, 'abc', 'a b c', '2026-11-20', ${check})`,
  );
  await database.all(sql`
    insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers) values (${tip}, 0, ${claim}, 0, 5, 'new', '[]')`);
  await database.all(
    sql`insert into subscriptions (id, check_id, lang, lookup, since, seen) values (${subscription}, ${check}, 'vi', 'x', '2026-11-20', 0)`,
  );
  return { database, ids: { check, other, tip, subscription } };
};

const put = (database: Database, columns: SQL, values: SQL): Promise<readonly { id: Id }[]> =>
  database.all<{ id: Id }>(
    sql`insert into outbox (${columns}, queued_on) values (${values}, '2026-11-21') returning id`,
  );
const ticket = sql`kind, tip_id, check_id, lang, version`;
const refused = (constraint: string) => ({ message: expect.stringMatching(constraint) as string });

test('a ticket is told the check that answers it, once', async () => {
  const { database, ids } = await opened();
  await put(database, ticket, sql`'ticket', ${ids.tip}, ${ids.check}, 'vi', 1`);
  await expect(put(database, ticket, sql`'ticket', ${ids.tip}, ${ids.check}, 'en', 1`)).rejects.toMatchObject(
    refused('outbox_says_it_once'),
  );
});

test('nothing else is told to a ticket: another check, a version that is not public, a template of another kind, or nothing', async () => {
  const { database, ids } = await opened();
  const wrong: readonly [SQL, SQL, string][] = [
    [ticket, sql`'ticket', ${ids.tip}, ${ids.other}, 'vi', 1`, 'outbox_answers_the_ticket'],
    [ticket, sql`'ticket', ${ids.tip}, ${ids.check}, 'vi', 9`, 'outbox_version_published'],
    [ticket, sql`'ticket', ${randomUUID()}, ${ids.check}, 'vi', 1`, 'outbox_answers_the_ticket'],
    [ticket, sql`'ticket', null, ${ids.check}, 'vi', 1`, 'outbox_answers'],
    [ticket, sql`'account', ${ids.tip}, ${ids.check}, 'vi', 1`, 'outbox_'],
    [ticket, sql`'newsletter', ${ids.tip}, ${ids.check}, 'vi', 1`, 'outbox_'],
    [sql`kind, tip_id, lang`, sql`'ticket', ${ids.tip}, 'vi'`, 'outbox_'],
    [sql`kind, tip_id, lang, template`, sql`'ticket', ${ids.tip}, 'vi', 'check-withdrawn'`, 'outbox_'],
    [sql`kind, tip_id, lang, template`, sql`'ticket', ${ids.tip}, 'vi', 'ticket-closed'`, 'outbox_answers_the_ticket'],
    [sql`kind, tip_id, lang, template`, sql`'ticket', ${ids.tip}, 'vi', 'dear friends'`, 'outbox_'],
    [
      sql`kind, tip_id, subscription_id, check_id, lang, version`,
      sql`'ticket', ${ids.tip}, ${ids.subscription}, ${ids.check}, 'vi', 1`,
      'outbox_answers_something',
    ],
    [
      sql`kind, tip_id, check_id, lang, version, state`,
      sql`'ticket', ${ids.tip}, ${ids.check}, 'vi', 1, 'sent'`,
      'outbox_begins_queued',
    ],
  ];
  for (const [columns, values, constraint] of wrong)
    await expect(put(database, columns, values), constraint).rejects.toMatchObject(refused(constraint));
});

test('a subscription hears of corrections of its own check that came after it, and of nothing else', async () => {
  const { database, ids } = await opened();
  const columns = sql`kind, subscription_id, check_id, lang, version, correction`;
  const [before] = await database.all<{ n: number }>(
    sql`select count(*) as n from corrections where check_id = ${ids.check}`,
  );
  await expect(
    put(database, columns, sql`'subscription', ${ids.subscription}, ${ids.check}, 'vi', 1, ${before!.n}`),
  ).rejects.toMatchObject(refused('outbox_fits_the_subscription'));
  await database.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before) values (${ids.check}, ${before!.n}, '2026-11-21', 'update', '{"vi":"x"}', '{}'),
      (${ids.check}, ${before!.n + 1}, '2026-11-21', 'minor', '{"vi":"x"}', '{}')`);
  await expect(
    put(database, columns, sql`'subscription', ${ids.subscription}, ${ids.other}, 'vi', 1, ${before!.n}`),
  ).rejects.toMatchObject(refused('outbox_fits_the_subscription'));
  await expect(
    put(database, columns, sql`'subscription', ${ids.subscription}, ${ids.check}, 'vi', 1, ${before!.n + 1}`),
  ).rejects.toMatchObject(refused('outbox_fits_the_subscription'));
  await expect(
    put(
      database,
      sql`kind, subscription_id, lang, template`,
      sql`'subscription', ${ids.subscription}, 'vi', 'check-withdrawn'`,
    ),
  ).rejects.toMatchObject(refused('outbox_fits_the_subscription'));
  await put(database, columns, sql`'subscription', ${ids.subscription}, ${ids.check}, 'vi', 1, ${before!.n}`);
  await database.all(sql`update subscriptions set ended_on = '2026-11-21'`);
  await database.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before) values (${ids.check}, ${before!.n + 2}, '2026-11-21', 'update', '{"vi":"x"}', '{}')`);
  await expect(
    put(database, columns, sql`'subscription', ${ids.subscription}, ${ids.check}, 'vi', 1, ${before!.n + 2}`),
  ).rejects.toMatchObject(refused('outbox_fits_the_subscription'));
});

test('what was handed over is not queued again once it was settled, changes into nothing else, and does not disappear', async () => {
  const { database, ids } = await opened();
  const [message] = await put(database, ticket, sql`'ticket', ${ids.tip}, ${ids.check}, 'vi', 1`);
  const change = (values: SQL) => database.all(sql`update outbox set ${values} where id = ${message!.id}`);
  await expect(change(sql`state = 'sent', settled_on = '2026-11-21'`)).rejects.toMatchObject(refused('outbox_moves'));
  await change(sql`state = 'sending'`);
  await change(sql`state = 'unknown', settled_on = '2026-11-21'`);
  for (const state of ['queued', 'sending', 'sent'])
    await expect(change(sql`state = ${state}, settled_on = null`)).rejects.toMatchObject(refused('outbox_'));
  await expect(change(sql`check_id = ${ids.other}`)).rejects.toMatchObject(refused('outbox_stands'));
  await expect(database.all(sql`delete from outbox`)).rejects.toMatchObject(refused('outbox_is_kept'));
  await expect(database.all(sql`truncate outbox`)).rejects.toMatchObject(refused('outbox_is_kept'));
});

test('the hash of a wording stands beside a letter that went out to an asker, once, and is nothing but a hash', async () => {
  const { database, ids } = await opened();
  const [message] = await put(database, ticket, sql`'ticket', ${ids.tip}, ${ids.check}, 'vi', 1`);
  const change = (values: SQL) => database.all(sql`update outbox set ${values} where id = ${message!.id}`);
  const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
  await expect(change(sql`wording = ${one}`)).rejects.toMatchObject(refused('outbox_wording_went_out'));
  await change(sql`state = 'sending'`);
  const sent = sql`state = 'sent', settled_on = '2026-11-21'`;
  await expect(change(sql`${sent}, wording = 'Chào chị Lan'`)).rejects.toMatchObject(refused('outbox_wording_check'));
  await change(sql`${sent}, wording = ${one}`);
  for (const wording of [sql`${other}`, sql`null`])
    await expect(change(sql`wording = ${wording}`)).rejects.toMatchObject(refused('outbox_wording_stands'));
});

test('the outbox has no column that could hold words, an address or a list', () => {
  const migration = readFileSync(
    join(import.meta.dirname, '../../src/store/migrations/0007_askers_and_appeals.sql'),
    'utf8',
  );
  const columns = readSchema(migration).columns.filter(({ table }) => table === 'outbox');
  const words = columns.filter(({ type }) => /^(text|jsonb?|bytea|varchar)/.test(type));
  expect(words.map(({ name }) => name)).toEqual(['kind', 'lang', 'template', 'state']);
  for (const { name, type } of words) if (name !== 'template') expect(type, name).toContain('check (');
});
