// What the night writes anew: whatever a table held of an asker's words goes out of its file, and no new table is forgotten.
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { type Database, openDatabase, retentionIn } from '../../src/store/index.ts';
import { tempDatabase } from '../temp-database.ts';

/** Tables with texts of which none was an asker's, nor about a private person: and whose they are. */
const ofOthers: Readonly<Record<string, readonly string[]>> = {
  'published, and public for good': [
    ...['checks', 'check_versions', 'check_aliases', 'check_links', 'check_pictures', 'evidence', 'fruitless_searches'],
    ...[
      'corrections',
      'explainers',
      'log_leaves',
      'log_head',
      'log_witnesses',
      'standings',
      'standing_cuts',
      'standing_files',
    ],
    ...['templates', 'outgoing_templates', 'outside_requests', 'sources', 'appeal_answers_proposed'],
    ...['standing_answers'],
  ],
  'of other publishers, as they published it': ['import_items', 'import_pictures', 'import_refusals', 'import_runs'],
  'of the team, and of no case': [
    ...[
      'access_tokens',
      'invitations',
      'practice_attempts',
      'saved_views',
      'sign_in_challenges',
      'sign_in_credentials',
    ],
    ...['sign_in_passkeys', 'sign_in_second_factors', 'sign_in_sessions', 'source_opt_ins', 'staff', 'team_deeds'],
    ...['template_proposals', 'webhooks'],
  ],
  'codes, counts, days, ids and hashes alone': [
    ...['case_history', 'case_groups', 'case_moves', 'case_questions', 'closings_asked', 'events', 'files_to_erase'],
    ...[
      'migrations',
      'outbox',
      'rater_counts',
      'rater_links_used',
      'rater_passkeys',
      'raters',
      'rating_lots',
      'ratings',
    ],
    ...['retention_reports', 'subscriptions', 'tip_pictures', 'webhook_deliveries', 'withheld_answers'],
  ],
};

const filesOf = async (database: Database): Promise<ReadonlyMap<string, string>> => {
  const rows = await database.all<{ name: string; file: string }>(sql`
    select c.relname as name, pg_relation_filenode(c.oid)::text as file from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind = 'r' and exists (
      select from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and t.typname in ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text'))`);
  return new Map(rows.map(({ name, file }) => [name, file]));
};

test('each table that can hold an asker’s words is written anew, every other one says whose words it holds', async () => {
  const database = await tempDatabase();
  const before = await filesOf(database);
  const done = await retentionIn(database, async () => undefined).scrub();
  const after = await filesOf(database);
  const anew = [...before].flatMap(([name, file]) => (after.get(name) === file ? [] : [name]));
  const named = new Set(Object.values(ofOthers).flat());
  expect([...before.keys()].filter((name) => !anew.includes(name) && !named.has(name))).toEqual([]);
  expect([...named].filter((name) => anew.includes(name) || !before.has(name))).toEqual([]);
  expect(anew).toEqual(expect.arrayContaining(['tips', 'taught_aliases', 'alias_proposals', 'pictures', 'cases']));
  expect(done).toBeGreaterThanOrEqual(anew.length);
});

test('the planner samples nothing that was written freely: of erased words no statistics stay', async () => {
  const database = await tempDatabase();
  const before = await filesOf(database);
  await retentionIn(database, async () => undefined).scrub();
  const after = await filesOf(database);
  const anew = sql.param([...before.keys()].filter((name) => after.get(name) !== before.get(name)));
  const sampled = await database.all<{ column: string }>(sql`
    select c.relname || '.' || a.attname as column from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'i') and c.relnamespace = 'public'::regnamespace
      and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'text[]'::regtype)
      and coalesce(a.attstattarget, -1) <> 0
      and (c.relkind = 'r' and c.relname = any(${anew})
        -- Of an index only what it works out for itself is sampled.
        or exists (select from pg_index i join pg_class t on t.oid = i.indrelid
          where i.indexrelid = c.oid and i.indkey[a.attnum - 1] = 0 and t.relname = any(${anew})))
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY%')
    order by 1`);
  const languages = [
    'alias_proposals',
    'appeals',
    'case_evidence',
    'cases',
    'contacts',
    'data_requests',
    'draft_fields',
  ];
  expect(sampled.map(({ column }) => column)).toEqual(
    [
      ...[...languages, 'rater_proposals', 'taught_aliases', 'tips'].map((table) => `${table}.lang`),
      // Labels of the instance, and ids of explainers.
      ...['cases.harm', 'cases.topics', 'one_waiting_apart.expr', 'submissions_apart.expr'],
    ].sort(),
  );
});

/** What somebody does elsewhere on the server meanwhile: in the same database, or in another one. */
const meanwhile = {
  'looks at an older state': { same: true, does: 'select count(*) from sources' },
  'changes something in another database': { same: false, does: 'select pg_current_xact_id()' },
} as const;

test.each(Object.entries(meanwhile))(
  'while somebody %s, the night waits, so that nothing erased since is written anew',
  async (_, { same, does }) => {
    const database = await tempDatabase();
    const elsewhere = same ? database : openDatabase({ ...inject('postgres') });
    const [word, other] = ['chimsau4b2e', await elsewhere.connect()];
    await database.all(sql`
      insert into tips (id, day, channel, lang, text, outcome, state)
      values (gen_random_uuid(), '2026-11-20', 'web', 'vi', ${word}, 'new', 'waiting')`);
    await other.query('begin isolation level repeatable read');
    await other.query(does);
    await database.all(sql`delete from tips`);
    const retention = retentionIn(database, async () => undefined);
    let isOver = false;
    const scrubbed = retention.scrub().then(() => {
      isOver = true;
    });
    // It looks again and again.
    const looks = async () =>
      (
        await database.all(sql`
          select from pg_stat_activity where query like '%pg_current_snapshot%' and pid <> pg_backend_pid() and datname = current_database()`)
      ).length;
    await expect.poll(looks).toBeGreaterThan(0);
    expect(isOver).toBe(false);
    await other.query('commit');
    other.release();
    await scrubbed;
    if (elsewhere !== database) await elsewhere.close();
    const [place] = await database.all<{ path: string }>(sql`
      select current_setting('data_directory') || '/' || pg_relation_filepath('tips') as path`);
    expect((await readFile(place!.path)).includes(word)).toBe(false);
  },
);
