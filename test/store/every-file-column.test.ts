// Whatever names a file keeps it: read off the catalog of a running database, so that a new column without a line here fails. The
// rows are bare, with nothing in them but the name, so that every column is tried, whatever else its table asks for.

import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Database, leftFilesIn } from '../../src/store/index.ts';
import { tempDatabase } from '../temp-database.ts';

/** Columns of hashes, as lower-case hex, that keep the file of that name. */
const keeping = [
  ...['case_evidence.file', 'case_files_removed.file', 'case_pictures.file', 'case_seals.files'],
  ...['check_pictures.file', 'import_pictures.file', 'tip_pictures.file'],
];

/** And those that do not, and why. */
const others: Readonly<Record<string, readonly string[]>> = {
  'what is known of a file, which goes with it': ['pictures.file'],
  'a file that is due to go': ['files_to_erase.file'],
  'the hash of what a picture shows': ['pictures.hash'],
  'files of a cut, which lie in the database': ['standing_cuts.files'],
  'a secret of chance, or a keyed hash': [
    ...['access_tokens.hash', 'case_replies.lookup', 'invitations.token', 'log_salts.salt', 'outbox.wording'],
    ...['rater_links_used.link', 'rater_passkeys.credential', 'raters.lookup', 'side_letters.mark'],
    ...['sign_in_sessions.token', 'staff.mailbox'],
  ],
  'an address of a page; of a post its keyed hash': ['check_links.value', 'tip_links.value'],
  'the kind of such an address': ['check_links.kind', 'tip_links.kind'],
};

const columnsIn = async (database: Database): Promise<readonly string[]> => {
  const rows = await database.all<{ name: string }>(sql`
    select distinct c.relname || '.' || a.attname as name
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
    where a.attnum > 0 and not a.attisdropped
      and (a.attname ~ '(^|_)files?$' or pg_get_constraintdef(k.oid) like '%[0-9a-f]{64}%')
    order by name`);
  return rows.map(({ name }) => name);
};

test('every column that can hold the name of a file is known, and whether it keeps it', async () => {
  const database = await tempDatabase();
  expect(await columnsIn(database)).toEqual([...keeping, ...Object.values(others).flat()].toSorted());
});

/** Takes every rule from the tables, but which columns they have: a row may hold a file's name and nothing else. */
const laidBare = async (tables: readonly string[]): Promise<Database> => {
  const database = await tempDatabase();
  for (const table of tables) {
    const rules = await database.all<{ name: string }>(sql`
      select conname as name from pg_constraint where conrelid = ${table}::regclass and contype in ('c', 'f', 'p', 'u', 'x')`);
    for (const { name } of rules)
      await database.all(
        sql`alter table ${sql.identifier(table)} drop constraint if exists ${sql.identifier(name)} cascade`,
      );
    await database.all(sql`alter table ${sql.identifier(table)} disable trigger user`);
    const columns = await database.all<{ name: string }>(sql`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and attnotnull and attidentity = '' and attgenerated = ''`);
    for (const { name } of columns)
      await database.all(sql`alter table ${sql.identifier(table)} alter column ${sql.identifier(name)} drop not null`);
  }
  return database;
};

type Place = {
  readonly name: (database: Database, file: string) => Promise<unknown>;
  readonly unname: (database: Database, file: string) => Promise<unknown>;
};

const placeOf = (at: string): Place => {
  const [table, column] = at.split('.').map((name) => sql.identifier(name)) as [
    ReturnType<typeof sql.identifier>,
    ReturnType<typeof sql.identifier>,
  ];
  const many = at.endsWith('files');
  return {
    name: (database, file) =>
      database.all(sql`insert into ${table} (${column}) values (${many ? sql`array[${file}]` : sql`${file}`})`),
    unname: (database, file) =>
      database.all(sql`delete from ${table} where ${many ? sql`${file} = any (${column})` : sql`${column} = ${file}`}`),
  };
};

/** What was handed in names its pictures inside its content. */
const handedIn = (state: string, kind: string): Place => ({
  name: (database, file) =>
    database.all(sql`
      insert into submissions (state, kind, content)
      values (${state}, ${kind}, ${JSON.stringify({ pictures: [{ file }] })})`),
  unname: (database, file) =>
    database.all(sql`
      delete from submissions where state = ${state} and kind = ${kind} and content::jsonb #>> '{pictures,0,file}' = ${file}`),
});

const places: readonly Place[] = [
  ...keeping.map(placeOf),
  ...['waiting', 'approved', 'changes'].flatMap((state) =>
    ['check', 'correction'].map((kind) => handedIn(state, kind)),
  ),
];

const files = ['a', 'b', 'c'].map((letter) => letter.repeat(64));

test('in whatever order files are laid, named, let go of and collected: a named one stays, and in the end no other does', {
  timeout: 120_000,
}, async () => {
  const tables = [...new Set(keeping.map((at) => at.split('.')[0]!)), 'submissions'];
  const database = await laidBare(tables);
  const left = leftFilesIn(database);
  const step = fc.record({
    does: fc.constantFrom('lay', 'name', 'unname', 'collect'),
    file: fc.constantFrom(...files),
    place: fc.nat({ max: places.length - 1 }),
  });
  // Each place once by itself, then in every order that chance gives.
  const alone = places.map((_, place) =>
    (['lay', 'name', 'collect', 'unname', 'collect'] as const).map((does) => ({ does, file: files[0]!, place })),
  );
  const run = async (steps: readonly { does: string; file: string; place: number }[]): Promise<void> => {
    const lying = new Set<string>();
    const named = new Map(files.map((file) => [file, new Set<number>()]));
    const collect = async () => {
      const there = [...lying];
      const erased = await left.eraseLeft(there, async (file) => lying.delete(file));
      expect([...lying]).toEqual(there.filter((file) => named.get(file)!.size > 0));
      expect(erased).toBe(there.length - lying.size);
    };
    for (const { does, file, place } of steps) {
      const by = named.get(file)!;
      if (does === 'lay') lying.add(file);
      // A row and its file come together.
      if (does === 'name' && lying.has(file) && !by.has(place)) {
        await places[place]!.name(database, file);
        by.add(place);
      }
      if (does === 'unname' && by.delete(place)) await places[place]!.unname(database, file);
      if (does === 'collect') await collect();
    }
    for (const [file, by] of named) for (const place of by) await places[place]!.unname(database, file);
    for (const by of named.values()) by.clear();
    await collect();
    expect(lying.size).toBe(0);
  };
  for (const steps of alone) await run(steps);
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), run), { numRuns: 25 });
});
