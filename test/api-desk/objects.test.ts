// Whose an object is, tried on real ones: every operation with an id, out of the document, by everybody whose it is not.
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { may, type Role, roles } from '../../src/core/rights.ts';
import { beginPractice, type Member, noteSearch } from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import { publishedCase } from '../desk/deciding.ts';
import { testServer } from '../in-memory/server.ts';
import { type Described, documentOf, type Spec } from './document.ts';
import { type Kind, kindWords, namedIn } from './objects.ts';
import { bearerOf, headersOf, type Scene, sceneFor, sender, unlimited } from './one-identity.ts';
import { type Place, placesIn } from './places.ts';
import { createSeen, dice, valueFor } from './values.ts';

type Of<K extends Kind['of']> = Extract<Kind, { readonly of: K }>;
const isOf =
  <K extends Kind['of']>(of: K) =>
  (kind: Kind | undefined): kind is Of<K> =>
    kind?.of === of;

test('every id in an address of the API has an owner that is told, and every owner an operation', async () => {
  const { operations } = await documentOf(testServer().server);
  const named = operations.flatMap((op) => namedIn(op).map((one) => ({ ...one, op: op.name })));
  expect(named.filter(({ kind }) => kind === undefined)).toEqual([]);
  expect(kindWords.filter((word) => !named.some(({ before }) => before === word))).toEqual([]);
  // What is somebody's own, or handed in, or worked on, only the team's operations name; and none of them is anybody's.
  const { operations: all } = await documentOf(testServer().server);
  for (const op of all)
    for (const { kind } of namedIn(op))
      if (kind !== undefined)
        expect([op.name, op.right === null]).toEqual([op.name, kind.of === 'public' || kind.of === 'secret']);
});

/** A body that fits, the same for the same operation. */
const bodyOf = (op: Described, spec: Spec): string | undefined => {
  const [type, content] = Object.entries(op.body ?? {})[0] ?? [];
  if (type === undefined || content === undefined) return undefined;
  return type === 'application/json'
    ? JSON.stringify(valueFor(content.schema, spec.schemas, createSeen(), dice(7), 1e9))
    : 'x';
};

type Said = { readonly status: number; readonly code: string };

const called = async (
  send: Scene['send'],
  spec: Spec,
  op: Described,
  path: string,
): Promise<Said & { readonly text: string }> => {
  const type = Object.keys(op.body ?? {})[0];
  const response = await send(op.method, path, bodyOf(op, spec), type === undefined ? {} : { 'content-type': type });
  const text = await response.text();
  const code = response.status < 300 ? 'done' : ((JSON.parse(text) as { code: string; reason?: string }).code ?? '');
  return { status: response.status, code, text };
};

const rowsOf = async (database: Database, table: string): Promise<string> =>
  JSON.stringify(await database.all(sql`select t::text as row from ${sql.identifier(table)} t order by 1`));

/** One thing of each personal kind, for one member. */
const holding: Readonly<Record<string, (desk: Scene['desk'], who: Member) => Promise<unknown>>> = {
  saved_views: ({ world }, { id }) =>
    world.caseQueue.keepView(id, { id: world.newId(), name: 'Riêng', query: 'whose=mine' }),
  practice_attempts: ({ world }, who) => beginPractice(world, { actor: who, lang: 'vi', of: null }),
  access_tokens: (desk, who) => bearerOf(desk, who, ['desk.see']),
  sign_in_sessions: ({ database }, { id }) =>
    database.all(sql`
      insert into sign_in_sessions (id, token, staff_id, expires_at, created_at, updated_at)
      values (${randomUUID()}, ${randomBytes(32).toString('hex')}, ${id}, '2026-11-20T20:00Z', '2026-11-20T10:00Z', '2026-11-20T10:00Z')`),
  sign_in_passkeys: ({ database }, { id }) =>
    database.all(sql`
      insert into sign_in_passkeys (id, staff_id, credential, public_key, counter, added_on)
      values (${randomUUID()}, ${id}, ${randomBytes(16).toString('base64url')}, ${randomBytes(64)}, 0, '2026-11-20')`),
};

test('ASVS 8.2.2, 8.2.3: what is one’s own is to everybody else as if it were not there, for every role and operation', async () => {
  const desk = await unlimited(true);
  const spec = await documentOf(desk.server);
  await publishedCase(desk.world, desk.database, { writer: desk.team.checker, reviewer: desk.team.editor });
  const operations = spec.operations.flatMap((op) =>
    namedIn(op).flatMap(({ parameter, kind }) =>
      isOf('personal')(kind) ? [{ op, parameter, table: kind.table }] : [],
    ),
  );
  const tables = [...new Set(operations.map(({ table }) => table))];
  expect(tables.sort()).toEqual(Object.keys(holding).sort());
  for (const role of roles) for (const table of tables) await holding[table]!(desk, desk.team[role]);
  const lists = spec.operations.filter(
    ({ method, path }) => method === 'GET' && operations.some(({ op }) => op.path.startsWith(`${path}/{`)),
  );
  expect(lists.length).toBe(tables.length);
  const sendAs = (role: Role) => sender(desk, headersOf(desk.team[role]));
  const idOf = async (table: string, role: Role): Promise<string> => {
    const [own] = await desk.database.all<{ id: string }>(sql`
      select id::text as id from ${sql.identifier(table)} where staff_id = ${desk.team[role].id}`);
    if (own === undefined) throw new Error(`${role} has nothing in ${table}`);
    return own.id;
  };
  let tried = 0;
  for (const { op, parameter, table } of operations) {
    const before = await rowsOf(desk.database, table);
    for (const other of roles) {
      const absent = await called(sendAs(other), spec, op, op.path.replace(parameter, randomUUID()));
      const nothing = op.name.startsWith('DELETE /api/v1/desk/practice') ? 'done' : 'not-found';
      expect([op.name, absent.code]).toEqual([op.name, nothing]);
      for (const holder of roles.filter((role) => role !== other)) {
        const said = await called(sendAs(other), spec, op, op.path.replace(parameter, await idOf(table, holder)));
        expect([op.name, holder, other, said.status, said.code]).toEqual([
          op.name,
          holder,
          other,
          absent.status,
          absent.code,
        ]);
        tried++;
      }
    }
    expect(await rowsOf(desk.database, table)).toBe(before);
  }
  for (const { path, name } of lists)
    for (const other of roles) {
      const { text } = await called(sendAs(other), spec, lists.find((one) => one.name === name)!, path);
      const table = operations.find(({ op }) => op.path.startsWith(`${path}/{`))!.table;
      for (const holder of roles.filter((role) => role !== other))
        expect(text).not.toContain(await idOf(table, holder));
    }
  expect(tried).toBe(operations.length * 20);
});

/** An id that nothing has: files are named by what they hold. */
const nobodys = (parameter: string): string =>
  parameter === '{file}' || parameter === '{sha256}' ? randomBytes(32).toString('hex') : randomUUID();

/** The address with an id in place of its last parameter, and a number in place of the case's. */
const addressed = (op: Described, parameter: string, id: string, number = '999999'): string =>
  op.path.replace('{number}', number).replace(parameter, id);

test('ASVS 8.2.2: what is part of one case is to every other case as if it were not there', async () => {
  const scene = await sceneFor({ name: '', role: 'owner', by: 'session', proven: true });
  const { desk } = scene;
  const spec = await documentOf(desk.server);
  const [first] = await desk.database.all<{ id: Member['id'] }>(
    sql`select id from cases where state = 'open' order by number limit 1`,
  );
  const searched = { query: 'sỏi thận', where: 'PubMed', found: { vi: 'Không thấy gì.' } };
  expect(await noteSearch(desk.world, desk.team.owner, first!.id, searched)).toMatchObject({ ok: true });
  const places = await placesIn(desk.database);
  const owner = sender(desk, headersOf(desk.team.owner));
  const elsewhere = await desk.database.all<{ number: string }>(sql`
    select number::text as number from cases where state = 'open' order by number desc limit 1`);
  const operations = spec.operations.flatMap((op) =>
    namedIn(op).flatMap(({ parameter, before, kind }) =>
      isOf('case')(kind) ? [{ op, parameter, word: before.split('/')[1] ?? '' }] : [],
    ),
  );
  expect(operations.length).toBeGreaterThan(12);
  const untried: string[] = [];
  for (const { op, parameter, word } of operations) {
    const number = elsewhere[0]!.number;
    const [there] = (places[word] ?? []).filter((place) => place.number !== number);
    if (there === undefined) {
      untried.push(op.name);
      continue;
    }
    const table = `case_${word}`;
    const before = await rowsOf(desk.database, table);
    const absent = await called(owner, spec, op, addressed(op, parameter, nobodys(parameter), number));
    const theirs = await called(owner, spec, op, addressed(op, parameter, there.id, number));
    expect([op.name, theirs.status, theirs.code]).toEqual([op.name, absent.status, absent.code]);
    expect([op.name, theirs.status]).not.toEqual([op.name, 204]);
    expect(await rowsOf(desk.database, table)).toBe(before);
  }
  // A file is named by what it holds: nothing to guess, and tests of evidence try another case's.
  expect(untried).toEqual(['GET /api/v1/desk/cases/{number}/files/{sha256}']);
});

test('ASVS 8.2.2: who lacks the right is told so alike of what is there and of what is not, whatever it is', async () => {
  const scene = await sceneFor({ name: '', role: 'checker', by: 'session', proven: false });
  const { desk } = scene;
  const spec = await documentOf(desk.server);
  const places = await placesIn(desk.database);
  let tried = 0;
  for (const role of roles) {
    const send = sender(desk, headersOf(desk.team[role]));
    for (const op of spec.operations) {
      const last = namedIn(op).at(-1);
      if (last === undefined || op.right === null || may(role, op.right)) continue;
      const [place]: readonly (Place | undefined)[] = places[last.before.split('/')[1] ?? ''] ?? [];
      if (place === undefined) continue;
      const theirs = await called(send, spec, op, addressed(op, last.parameter, place.id, place.number ?? place.id));
      expect([role, op.name, theirs.status, theirs.code]).toEqual([role, op.name, 403, 'forbidden']);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(80);
});

test('ASVS 8.2.2, 8.2.3: what somebody handed in is taken back by nobody else, whatever their role', async () => {
  // Two roles of whom one hands in: between them they have something of each kind, and what others handed in waits as well.
  const tried = new Set<string>();
  for (const role of ['checker', 'owner'] as const) {
    const { desk } = await sceneFor({ name: '', role, by: 'session', proven: false });
    const proven = await documentOf(desk.server);
    const takeBacks = proven.operations.flatMap((op) =>
      namedIn(op).flatMap(({ parameter, kind }) =>
        op.method === 'DELETE' && isOf('handed-in')(kind) ? [{ op, parameter, kind }] : [],
      ),
    );
    expect(takeBacks.length).toBe(7);
    for (const { op, parameter, kind } of takeBacks) {
      const rows = await desk.database.all<{ id: string; by: string }>(sql`
        select id::text as id, ${sql.identifier(kind.by)}::text as by from ${sql.identifier(kind.table)}
        where ${sql.identifier(kind.by)} is not null`);
      for (const { id, by } of rows)
        for (const other of roles.filter((one) => desk.team[one].id !== by)) {
          const send = sender(desk, headersOf(desk.team[other]));
          const before = await rowsOf(desk.database, kind.table);
          const said = await called(send, proven, op, addressed(op, parameter, id));
          expect([op.name, other, said.status >= 400 && said.status < 500, said.code === 'step-up-needed']).toEqual([
            ...[op.name, other, true, false],
          ]);
          expect(await rowsOf(desk.database, kind.table)).toBe(before);
          tried.add(op.name);
        }
    }
  }
  expect(tried.size).toBe(7);
});

test('ASVS 8.2.2: an id of the database opens nothing that only a secret opens', async () => {
  const { desk } = await sceneFor({ name: '', role: 'owner', by: 'session', proven: true });
  const spec = await documentOf(desk.server);
  const places = await placesIn(desk.database);
  const anybody = sender(desk, {});
  const secret = spec.operations.filter((op) => namedIn(op).some(({ kind }) => kind?.of === 'secret'));
  expect(secret.length).toBeGreaterThan(10);
  const known = [...(places.appeals ?? []), ...(places['data-requests'] ?? []), ...(places.replies ?? [])];
  expect(known.length).toBeGreaterThan(4);
  for (const op of secret)
    for (const { id } of known) {
      const hex = id.replaceAll('-', '');
      const path = op.path.replace('{id}', id).replace(/\{\w+\}/, hex);
      const said = await called(anybody, spec, op, path);
      // A word that does not fit is told before it is looked up, of what is there and of what is not.
      expect([op.name, said.status === 404 || said.code === 'invalid-input']).toEqual([op.name, true]);
    }
});
