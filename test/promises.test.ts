// What the first section of PRODUCT promises about the database, read off the migrations as they run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Column, readSchema } from './walls/schema.ts';

const folder = join(import.meta.dirname, '..', 'src', 'store', 'migrations');
const sql = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const { columns, indexes } = readSchema(sql);
const named = ({ table, name }: Column): string => `${table}.${name}`;
const tables = new Set(columns.map(({ table }) => table));

// Words of a name, so that `description` is not an `ip`.
const has = (name: string, words: readonly string[]): boolean => name.split('_').some((part) => words.includes(part));

const people = [
  'person',
  'persons',
  'people',
  'author',
  'authors',
  'account',
  'accounts',
  'profile',
  'profiles',
].concat(['user', 'users', 'username', 'handle', 'handles', 'poster', 'sender', 'asker', 'askers', 'name_of_author']);
const traces = [
  'ip',
  'ips',
  'inet',
  'host',
  'agent',
  'useragent',
  'cookie',
  'device',
  'city',
  'country',
  'place',
  'geo',
].concat(['lat', 'lon', 'location', 'phone', 'email', 'mail', 'contact', 'referrer', 'referer']);

test('the tables have been read', () => {
  expect([...tables]).toEqual(expect.arrayContaining(['checks', 'tips', 'claims', 'tip_claims', 'events']));
  expect(columns.map(named)).toContain('tips.day');
});

test('no table and no column is named for a person, an account or an author', () => {
  expect([...tables].filter((table) => has(table, people))).toEqual([]);
  expect(columns.filter(({ name }) => has(name, people)).map(named)).toEqual([]);
});

test('no column can hold where an asker was: no address, device, place or contact', () => {
  const ofAskers = columns.filter(({ table }) => askers.has(table));
  expect(ofAskers.filter(({ name }) => has(name, traces)).map(named)).toEqual([]);
  expect(columns.filter(({ name }) => has(name, ['ip', 'ips', 'agent', 'useragent'])).map(named)).toEqual([]);
  expect(columns.filter(({ type }) => /^(inet|cidr|macaddr8?)\b/.test(type)).map(named)).toEqual([]);
});

test('a claimant is plain text inside one check: no table, no id, no index', () => {
  expect([...tables].filter((table) => has(table, ['claimant', 'claimants']))).toEqual([]);
  expect(columns.filter(({ name }) => has(name, ['claimant', 'claimants'])).map(named)).toEqual(['checks.claimant']);
  expect(indexes.filter((index) => /claimant/.test(index))).toEqual([]);
});

const askers = new Set(
  [...tables].filter(
    (table) => /^(tips?|claims|feedback|remembered)(_|$)/.test(table) || table === 'remembered_replies',
  ),
);

test('an asker comes on a day, never at a time', () => {
  const timed = columns.filter(({ table, type }) => askers.has(table) && /^time/.test(type));
  expect(timed.map(named)).toEqual([]);
  expect(columns.find((column) => named(column) === 'tips.day')?.type).toMatch(/^date\b/);
});

test('events about tips have no time either, and the database sees to it', () =>
  expect(sql).toMatch(/check \(type not like 'tip\.%' or at is null\)/));

test('ids of tips, claims and answers carry no time: the database takes version 4 only', () => {
  const ids = ['tips.id', 'tips.answer_id', 'claims.id'];
  for (const id of ids)
    expect(columns.find((column) => named(column) === id)?.type, id).toMatch(
      /check \(substr\((id|answer_id)::text, 15, 1\) = '4'\)/,
    );
});

test('permalinks of social networks are kept as keyed hash only', () => {
  for (const table of ['check_links', 'tip_links'])
    expect(columns.find((column) => named(column) === `${table}.value`)?.type, table).toMatch(
      /kind <> 'permalink' or value ~ '\^\[0-9a-f\]\{64\}\$'/,
    );
});
