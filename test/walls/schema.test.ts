import { expect, test } from 'vitest';
import { readSchema } from './schema.ts';

const sql = `
-- create table not_this (id uuid);
create table askers (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  "author" text check (author in ('a, b', '(c')), -- a comment, with commas
  primary key (id),
  constraint one unique (author)
);
ALTER TABLE askers ADD COLUMN seen_at timestamptz NOT NULL, add ip inet;
alter table askers rename column author to poster;
alter table askers rename to accounts;
create unique index askers_by_author on askers (author);`;

test('tables, columns and indexes are read, whatever the way they came in', () => {
  const { columns, indexes } = readSchema(sql);
  expect(columns.map(({ table, name }) => `${table}.${name}`)).toEqual([
    'askers.id',
    'askers.author',
    'askers.seen_at',
    'askers.ip',
    'askers.poster',
    'accounts.',
  ]);
  expect(columns[0]?.type).toBe("uuid primary key check (substr(id::text, 15, 1) = '4')");
  expect(columns[3]?.type).toBe('inet');
  expect(indexes).toEqual(['create unique index askers_by_author on askers (author)']);
});
