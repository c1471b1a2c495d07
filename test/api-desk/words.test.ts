// The API's words: one pair for a second person's yes and no, what a wrong field takes, and which right was lacking.
import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { may, rights, rolesWith } from '../../src/core/rights.ts';
import { deskServer } from '../desk/desk-server.ts';
import { documentOf, resolved, type Schema } from './document.ts';

/** Every closed list of words in the document, wherever it stands. */
const enumsIn = (value: unknown): readonly (readonly string[])[] => {
  if (Array.isArray(value)) return value.flatMap(enumsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'enum' in value && Array.isArray(value.enum) ? [value.enum as string[]] : [];
  return [...own, ...Object.values(value).flatMap(enumsIn)];
};

test('a second person says agree or refuse to everything, and no answer has another word for it', async () => {
  const { server } = await deskServer();
  const spec = await documentOf(server);
  const lists = enumsIn(spec);
  const words = new Set(lists.flat());
  const others = ['approved', 'approve', 'confirmed', 'confirm', 'released', 'rejected'];
  expect(others.filter((one) => words.has(one))).toEqual([]);
  // A claim may be declined; what somebody asked for is refused.
  expect(lists.filter((list) => list.includes('withdrawn') && list.includes('declined'))).toEqual([]);
  const decided = spec.operations.filter(({ path }) => /\/(decision|reviews)$/.test(path));
  expect(decided.length).toBeGreaterThanOrEqual(8);
  for (const { name, body } of decided) {
    const shape = resolved(body?.['application/json']?.schema ?? {}, spec.schemas);
    expect(JSON.stringify((shape.properties as Schema | undefined)?.decision), name).toMatch(/\/(Review)?Decision"/);
  }
});

test('no two schemas of the document bear one name, so each operation is described by its own', async () => {
  const named = new Map<string, string[]>();
  for await (const file of glob('src/web/api/**/*.ts'))
    for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(/\.openapi\(\s*'(\w+)'/g))
      named.set(name, [...(named.get(name) ?? []), file]);
  expect(named.size).toBeGreaterThan(100);
  expect([...named].filter(([, files]) => files.length > 1)).toEqual([]);
  const { operations, schemas } = await documentOf((await deskServer()).server);
  const bodyOf = (path: string) =>
    resolved(
      operations.find((one) => one.method === 'POST' && one.path === path)?.body?.['application/json']?.schema ?? {},
      schemas,
    );
  expect(bodyOf('/api/v1/replies/{secret}')).toMatchObject({ required: ['text', 'lang'], additionalProperties: false });
  expect(bodyOf('/api/v1/tickets/{token}/questions/{id}/reply')).toMatchObject({ required: ['text'] });
});

test('a value that is not taken is answered with those that are', async () => {
  const { as, team } = await deskServer();
  const at = '/api/v1/desk/imports/00000000-0000-4000-8000-000000000000/decision';
  const refused = await as(team.owner, 'POST', at, { decision: 'released', more: 1 });
  expect([refused.status, await refused.json()]).toEqual([
    422,
    expect.objectContaining({
      code: 'invalid-input',
      field: 'decision',
      errors: [{ field: 'decision', allowed: ['agree', 'refuse'] }, { field: 'more' }],
    }),
  ]);
  const query = await as(team.owner, 'GET', '/api/v1/desk/aliases?state=confirmed');
  expect(await query.json()).toMatchObject({
    errors: [{ field: 'state', allowed: ['learned', 'agreed', 'refused', 'dropped'] }],
  });
});

test('whoever lacks a right is told which one, and who has it, in both languages, by API and on the page', async () => {
  const { server, as, team } = await deskServer();
  const headers = { 'x-test-member': team.checker.id, 'sec-fetch-site': 'same-origin' };
  const ask = async (lang: string) =>
    (
      await server.fetch(
        new Request('http://x.example/api/v1/desk/imports', { headers: { ...headers, 'accept-language': lang } }),
      )
    ).json();
  expect(await ask('vi')).toMatchObject({
    ...{ code: 'forbidden', right: 'sources.manage', roles: ['editor', 'owner'] },
    detail: expect.stringContaining('biên tập viên'),
  });
  expect(await ask('en')).toMatchObject({ detail: expect.stringContaining('import other publishers’ checks') });
  expect(await (await as(team.checker, 'GET', '/vi/desk/webhooks')).text()).toContain('Có quyền này: người phụ trách');
  for (const right of rights)
    expect(rolesWith(right).every((role) => may(role, right)) && rolesWith(right).length > 0).toBe(true);
});
