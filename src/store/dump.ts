// Every row out of one snapshot and into an empty database, by COPY: the embedded server has no pg_dump, and one way for both kinds is enough.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { NewId } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Database, guarded, runnerOf } from './database.ts';
import { lockKeys } from './locks.ts';
import { adoptUndecided } from './sample-decisions.ts';

/** In an order in which every reference finds its row, but for those that wait for the end of the transaction. */
const tables = [
  ...['staff', 'team_deeds', 'sign_in_credentials', 'sign_in_second_factors', 'sign_in_passkeys', 'invitations'],
  ...[
    'sources',
    'pictures',
    'checks',
    'check_pictures',
    'check_versions',
    'check_aliases',
    'evidence',
    'fruitless_searches',
    'check_links',
  ],
  ...[
    'tips',
    'claims',
    'claim_likeness',
    'tip_claims',
    'tip_links',
    'tip_pictures',
    'feedback',
    'taught_aliases',
    'withheld_answers',
  ],
  ...[
    'alias_proposals',
    'remembered_replies',
    'cases',
    'case_groups',
    'case_days',
    'saved_views',
    'case_moves',
    'case_history',
  ],
  ...[
    'case_pictures',
    'case_wordings',
    'case_evidence',
    'case_files_removed',
    'case_searches',
    'draft_fields',
    'case_remarks',
    'case_mentions',
    'case_tasks',
  ],
  ...[
    'case_replies',
    'case_questions',
    'tip_replies',
    'case_interests',
    'submissions',
    'submission_writers',
    'reviews',
    'explainers',
    'corrections',
    'appeals',
    'appeal_answers_proposed',
    'appeal_corrections',
    'claims_taken_up',
  ],
  ...['subscriptions', 'outbox', 'data_requests', 'retention_reports', 'events', 'import_runs', 'import_refusals'],
  ...['source_opt_ins', 'import_items', 'import_pictures', 'closings_asked', 'outside_requests'],
  ...['practice_attempts', 'template_proposals', 'templates', 'access_tokens', 'webhooks'],
  ...[
    'raters',
    'rater_passkeys',
    'rater_counts',
    'rating_lots',
    'ratings',
    'standing_files',
    'standing_cuts',
    'standings',
  ],
  ...['rater_proposals', 'standing_answers'],
  ...['log_leaves', 'log_salts', 'log_head'],
] as const;

/**
 * What no backup holds: sessions and challenges end with their server; contacts are noise without keys that are never backed
 * up; deliveries would be made twice; the words of outgoing templates come with the schema; files on their way out are in none, and neither is
 * what is sealed to be erased within the day; witnesses are asked anew; counts of letters are of the day.
 */
export const leftOut = [
  ...['sign_in_sessions', 'sign_in_challenges', 'contacts', 'webhook_deliveries', 'outgoing_templates', 'migrations'],
  'files_to_erase',
  'case_seals',
  'rater_links_used',
  'log_witnesses',
  'side_letters',
  'rater_invitations_sent',
  'address_codes_used',
] as const;

/**
 * Rules about the moment in which a row is written: who was a reviewer then, whose draft stood then, whether a message was
 * due then. What holds at any time is checked of restored rows like of new ones.
 */
const ofTheMoment = [
  ['reviews', 'reviewed_by_another'],
  ['reviews', 'note_let_in'],
  ['reviews', 'reviews_kept_apart'],
  ['taught_aliases', 'aliases_kept_apart'],
  ['import_runs', 'imports_kept_apart'],
  ['case_wordings', 'wordings_kept_apart'],
  ['submissions', 'writers_are_complete'],
  ['submissions', 'verdicts_stand_on_evidence'],
  ['submissions', 'evidence_changes_in_public'],
  ['submissions', 'claims_change_by_correction'],
  ['submissions', 'evidence_hands_are_named'],
  ['submissions', 'picture_hands_are_named'],
  ['submissions', 'replies_are_published'],
  ['submissions', 'yes_with_leaf'],
  ['events', 'public_events_with_leaf'],
  ['ratings', 'ratings_are_of_our_own'],
  ['standing_cuts', 'cuts_with_leaf'],
  ['standing_cuts', 'cuts_with_files'],
  ['appeals', 'appeals_against_our_own'],
  ['appeal_corrections', 'appeal_corrections_are_agreed'],
  ['outbox', 'outbox_fits'],
  ['outbox', 'outbox_fits_the_account'],
  ['outbox', 'outbox_tells_endings'],
  ['case_questions', 'questions_fit'],
  ['tip_replies', 'replies_fit'],
  ['outbox', 'outbox_fits_the_request'],
  ['template_proposals', 'template_proposals_begin_waiting'],
  ['templates', 'templates_are_agreed'],
  ['taught_aliases', 'aliases_are_agreed'],
  ['sources', 'sources_answer_by_two'],
  ['source_opt_ins', 'source_opt_ins_begin_waiting'],
  ['import_items', 'import_items_wait'],
  ['import_pictures', 'import_pictures_wait'],
  ['closings_asked', 'closings_asked_stand'],
  ['outside_requests', 'outside_requests_stand'],
  ['rater_proposals', 'rater_proposals_stand'],
  ['standing_answers', 'standing_answers_stand'],
] as const;

/** Whether a backup holds the rows of a table. */
export const dumped = (table: string): boolean => (tables as readonly string[]).includes(table);

export type Dump = { readonly table: string; readonly columns: readonly string[]; readonly rows: Readable };

/**
 * Hands every table's rows, all of one moment, to `take`, one after another; each stream must be read to its end. Gives the
 * files that rows of that moment name. Throws StoreAway when the database goes away meanwhile.
 */
export const dumpTables = (database: Database, take: (dump: Dump) => Promise<void>): Promise<readonly string[]> =>
  guarded(() => dump(database, take));

const dump = async (database: Database, take: (dump: Dump) => Promise<void>): Promise<readonly string[]> => {
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('begin transaction isolation level repeatable read read only');
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      await take({ table, columns, rows: client.query(copyTo(`copy ${table} (${columns.join(', ')}) to stdout`)) });
    }
    const { rows } = await client.query<{ file: string }>(
      'select file from case_evidence where file is not null union select file from pictures order by file',
    );
    await client.query('commit');
    return rows.map(({ file }) => file);
  } finally {
    client.release(true);
  }
};

/**
 * Fills an empty, migrated database, in one transaction: all of it or nothing.
 * Columns are named in the dump, so that an older dump fits a newer schema whose new columns have defaults.
 * Throws what `dumps` throws, and StoreAway when the database goes away meanwhile.
 */
export const loadTables = (database: Database, dumps: Dumps, loading: Loading): Promise<Loaded> =>
  guarded(() => load(database, dumps, loading));

/** Whether nobody has used a database yet: no check, no tip, nobody of a team. */
export const holdsNothing = async (database: Database): Promise<boolean> => {
  const [found] = await database.all<{ held: boolean }>(
    sql`select exists (select from checks) or exists (select from tips) or exists (select from staff where state <> 'sample') as held`,
  );
  return found?.held === false;
};

/** When it is loaded, and ids for what a backup from before there was a desk lacks. */
type Loading = { readonly at: Date; readonly newId: NewId };

type Client = Awaited<ReturnType<Database['connect']>>;
type Dumps = AsyncIterable<{
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<Uint8Array>;
}>;
type Loaded = Result<null, Refusal<'not-empty' | 'unknown-table'>>;

const load = async (database: Database, dumps: Dumps, { at, newId }: Loading): Promise<Loaded> => {
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0');
    const held = await client.query<{ held: boolean }>(
      'select exists (select from checks) or exists (select from tips) as held',
    );
    if (held.rows[0]?.held === true) return refuse('not-empty');
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock_shared($1)', [lockKeys.files]);
    await client.query('set constraints all deferred');
    for (const [table, trigger] of ofTheMoment) await client.query(`alter table ${table} disable trigger ${trigger}`);
    for await (const { table, columns, rows } of dumps) {
      const fits = dumped(table) && columns.every((c) => /^[a-z_]+$/.test(c));
      if (!fits) return refuse('unknown-table', { detail: table });
      await pipeline(rows, client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)));
    }
    await adoptUndecided(runnerOf(client), at, newId);
    await client.query('set constraints all immediate');
    await reviewsHold(client);
    for (const [table, trigger] of ofTheMoment) await client.query(`alter table ${table} enable trigger ${trigger}`);
    await goOnCounting(client);
    await client.query('commit');
    return ok(null);
  } finally {
    client.release(true);
  }
};

/** What of a review holds at any time: somebody else read exactly what was submitted. */
const reviewsHold = async (client: Client): Promise<void> => {
  const { rows } = await client.query(`
    select r.id from reviews r join submissions s on s.id = r.submission_id
    where r.content_hash <> s.content_hash or r.reviewed_by = s.submitted_by
      or exists (select from submission_writers w where w.submission_id = s.id and w.staff_id = r.reviewed_by) limit 1`);
  // As a constraint of the database would say it.
  if (rows.length > 0)
    throw Object.assign(new Error('a review that nobody could have made'), {
      code: '23514',
      constraint: 'reviews_of_another',
    });
};

const goOnCounting = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    `
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES' and table_name = any ($1)`,
    [tables],
  );
  for (const { table_name: table, column_name: column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
    );
};

/** A transaction's number means nothing on another server; there it gets the number of the load. */
const columnsOf = async (
  client: { query: (text: string, values: unknown[]) => Promise<{ rows: { column_name: string }[] }> },
  table: string,
) => {
  const found = await client.query(
    `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name <> 'tx' order by ordinal_position`,
    [table],
  );
  return found.rows.map((r) => r.column_name);
};
