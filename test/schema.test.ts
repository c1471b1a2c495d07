// What the first section of PRODUCT promises about the database, read off the catalog of a running one after every migration.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { hookBody, hookEvents } from '../src/core/webhook.ts';
import type { Database } from '../src/store/index.ts';
import { documentOf } from './api-desk/document.ts';
import { sceneFor } from './api-desk/one-identity.ts';
import { testServer } from './in-memory/server.ts';
import { tempDatabase } from './temp-database.ts';
import { columnsOf, isText, keysOf, namesSomebody } from './walls/catalog.ts';

/** Columns with a word for somebody, and who that is: never who posted. */
const somebody: Readonly<Record<string, string>> = {
  'checks.claimant': 'a public figure or body, as text inside one check',
  'case_wordings.said_by': 'the same, while its case is worked on',
  'case_replies.asked': 'a body that was asked for its side, as text inside one case',
  'case_replies.said': 'what that body said, by language',
  'case_remarks.said_by': 'one of the team',
  'cases.asked': 'a count',
  'case_days.asked': 'a count',
  'case_groups.asked': 'a count',
};

/** Keys of indexes that are words, and what they say. Nothing else may be found or grouped by its words. */
const found: Readonly<Record<string, readonly string[]>> = {
  'a secret of chance, or a keyed hash': [
    ...['access_tokens.hash', 'appeals.lookup', 'appeals.once', 'case_replies.lookup', 'claims.fingerprint'],
    ...['data_requests.lookup', 'data_requests.once', 'invitations.token', 'rater_links_used.link', 'raters.lookup'],
    'side_letters.mark',
    ...[
      'rating_lots.pseudonym',
      'ratings.pseudonym',
      'rater_passkeys.credential',
      'rater_proposals.pseudonym',
      'remembered_replies.key',
      'sign_in_challenges.name',
    ],
    ...['sign_in_passkeys.credential', 'sign_in_sessions.token', 'subscriptions.lookup', 'tips.ticket_hash'],
  ],
  'an address of a page; of a post its keyed hash': ['check_links.value', 'tip_links.value'],
  'the hash of a file': [
    ...[
      'case_evidence.file',
      'case_pictures.file',
      'check_pictures.file',
      'import_pictures.file',
      'files_to_erase.file',
      'pictures.file',
      'standing_files.hash',
      'tip_pictures.file',
    ],
  ],
  'one of a closed list': [
    ...[
      'appeal_answers_proposed.kind',
      'case_questions.template',
      'check_links.kind',
      'check_versions.lang',
      'draft_fields.field',
      'draft_fields.lang',
    ],
    ...[
      'log_leaves.kind',
      'log_salts.field',
      'outbox.help',
      'outbox.kind',
      'outbox.template',
      'outgoing_templates.key',
    ],
    ...['outgoing_templates.kind', 'rater_counts.what', 'template_proposals.key', 'template_proposals.lang'],
    ...['templates.key', 'templates.lang', 'tip_links.kind', 'checks.topics'],
  ],
  'public, and of ours or of another publisher': [
    ...['alias_proposals.key', 'checks.external_key', 'checks.slug', 'explainers.slug', 'log_witnesses.name'],
    ...['sources.name', 'sources.site', 'taught_aliases.key'],
  ],
  'of the team': ['saved_views.name', 'staff.email', 'staff.mailbox'],
  'the id of an explainer or of the labels': ["submissions.(content::jsonb ->> 'id'::text)"],
};

const askers = /^(tip|tips|claim|claims|feedback|remembered)(_|$)/;

/** What of a database breaks a promise. */
const faultsOf = async (database: Database): Promise<readonly string[]> => {
  const [columns, keys] = await Promise.all([columnsOf(database), keysOf(database)]);
  const allowed = new Set(Object.values(found).flat());
  return [
    ...columns.flatMap(({ table, name }) =>
      namesSomebody(table) || (namesSomebody(name) && somebody[`${table}.${name}`] === undefined)
        ? [`${table}.${name} is named for somebody`]
        : [],
    ),
    ...columns.flatMap(({ table, name, type }) =>
      /^(inet|cidr|macaddr|point|geo)/.test(type) ? [`${table}.${name} holds a place`] : [],
    ),
    ...columns.flatMap(({ table, name, type }) =>
      askers.test(table) && /^time/.test(type) ? [`${table}.${name} tells a time`] : [],
    ),
    ...keys.flatMap(({ table, index, key, type }) =>
      isText(type) && !allowed.has(`${table}.${key}`) ? [`${index} finds ${table}.${key} by its words`] : [],
    ),
  ];
};

test('no column is named for whoever posted, no index finds anybody by words, and no asker has a place or a time', async () => {
  const database = await tempDatabase();
  const [columns, keys] = await Promise.all([columnsOf(database), keysOf(database)]);
  expect([columns.length > 400, keys.length > 200]).toEqual([true, true]);
  expect(await faultsOf(database)).toEqual([]);
  // Neither list tells of what is gone.
  const there = new Set(columns.map(({ table, name }) => `${table}.${name}`));
  expect(Object.keys(somebody).filter((name) => !there.has(name))).toEqual([]);
  const indexed = new Set(keys.map(({ table, key }) => `${table}.${key}`));
  expect(
    Object.values(found)
      .flat()
      .filter((name) => !indexed.has(name)),
  ).toEqual([]);
});

test('what would break the promise is seen, however it is planted', async () => {
  const database = await tempDatabase();
  for (const [planted, seen] of [
    ['create table planted (poster_handle text)', 'planted.poster_handle is named for somebody'],
    ['create table accounts_seen (id uuid)', 'accounts_seen.id is named for somebody'],
    ['alter table tips add column seen_at timestamptz', 'tips.seen_at tells a time'],
    ['alter table tips add column came_from inet', 'tips.came_from holds a place'],
    ['create index planted on case_replies (asked)', 'planted finds case_replies.asked by its words'],
    ["create index planted on checks ((claimant -> 'vi' ->> 'name'))", 'by its words'],
    ['create index planted on case_wordings using gin (said_by)', 'planted finds case_wordings.said_by by its words'],
    ['create index planted on tips (lower(text))', 'planted finds tips.lower(text) by its words'],
    ['alter table claims add unique (text)', 'claims.text by its words'],
    ['create view planted as select claimant as author from checks', 'planted.author is named for somebody'],
    ['create materialized view planted as select asked as poster from case_replies', 'planted.poster is named'],
    ['create schema apart; create table apart.planted (username text)', 'planted.username is named for somebody'],
  ] as const) {
    const client = await database.connect();
    try {
      await client.query(planted);
    } finally {
      client.release();
    }
    expect(
      (await faultsOf(database)).filter((fault) => fault.includes(seen)),
      planted,
    ).not.toEqual([]);
    const [what = ''] = /accounts_seen|planted/.exec(planted) ?? [];
    const undo =
      {
        'alter table tips add column seen_at timestamptz': 'alter table tips drop column seen_at',
        'alter table tips add column came_from inet': 'alter table tips drop column came_from',
        'alter table claims add unique (text)': 'alter table claims drop constraint claims_text_key',
      }[planted as string] ??
      `drop ${/^create (table|index|view|materialized view|schema)/.exec(planted)?.[1]} ${planted.startsWith('create schema') ? 'apart' : what} cascade`;
    await database.all(sql.raw(undo));
  }
  expect(await faultsOf(database)).toEqual([]);
});

/** Names of properties that mean somebody, in what is kept as JSON and in what goes out, and who that is. */
const told: Readonly<Record<string, string>> = {
  claimant: 'a public figure or body, inside one check',
  saidBy: 'a public figure or body, inside one case',
  said: 'what a body that was asked said',
  asked: 'a count, what was asked, or the text of a question: never who asked',
  userHandle: 'a number of chance by which WebAuthn calls whoever shows a passkey of a rater',
  people: 'where a chat shows or names somebody, to be blurred',
};

const propertiesIn = (value: unknown, into = new Set<string>()): ReadonlySet<string> => {
  if (Array.isArray(value)) for (const one of value) propertiesIn(one, into);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      into.add(name);
      propertiesIn(one, into);
    }
  return into;
};

test('what is kept as JSON has no property for whoever posted, on a desk with work of every kind', async () => {
  const { desk } = await sceneFor({ name: '', role: 'owner', by: 'session', proven: false });
  const columns = (await columnsOf(desk.database)).filter(({ type }) => type.startsWith('json'));
  const names = new Set<string>();
  let filled = 0;
  for (const { table, name } of columns) {
    const rows = await desk.database.all<{ value: unknown }>(
      sql`select ${sql.identifier(name)} as value from ${sql.identifier(table)} where ${sql.identifier(name)} is not null`,
    );
    if (rows.length > 0) filled++;
    for (const { value } of rows) propertiesIn(value, names);
  }
  expect(filled).toBeGreaterThan(10);
  expect([...names].filter((name) => namesSomebody(name) && told[name] === undefined)).toEqual([]);
});

test('no reply of the API, public or of the team, and no webhook has a property for whoever posted', async () => {
  const { operations, schemas } = await documentOf(testServer().server);
  const properties = new Set<string>();
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null)
      for (const name of Object.keys(schema.properties)) properties.add(name);
    for (const one of Object.values(schema)) collect(one);
  };
  collect(schemas);
  collect(operations.map(({ responses, body }) => [responses, body]));
  expect(properties.size).toBeGreaterThan(250);
  const named = [...properties].filter(namesSomebody);
  expect(named.filter((name) => told[name] === undefined)).toEqual([]);
  const happenedAt = new Date('2026-11-20');
  for (const type of hookEvents)
    expect([...propertiesIn(JSON.parse(hookBody({ type, data: {}, happenedAt })))].filter(namesSomebody)).toEqual([]);
  // Nobody asks for them by whoever posted either.
  const asked = operations.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  expect(asked.filter(namesSomebody)).toEqual([]);
});
