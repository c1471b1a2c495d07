// Grounds that found no place to hold: when one frees, the first that was found takes it, and nobody overtakes it.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { endCases, lookAtAppeal } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

const slugs = ['nuoc-chanh-nong-va-ung-thu', 'vac-xin-va-tu-ky', 'gao-lam-tu-nhua', 'mat-ong-cho-tre-duoi-mot-tuoi'];

const appeal = async ({ server, database }: DeskServer, slug: string): Promise<Id> => {
  const fields = new URLSearchParams({ reason: 'wrong-fact', text: `Số liệu của ${slug} đã cũ.` });
  const sent = await server.fetch(new Request(`${origin}/vi/checks/${slug}/appeal`, { method: 'POST', body: fields }));
  expect(sent.status).toBe(303);
  const [made] = await database.all<{ id: Id }>(sql`
    select a.id from appeals a join checks c on c.id = a.check_id where c.slug = ${slug} order by a.opened_on desc limit 1`);
  return made!.id;
};
const holding = async ({ database }: DeskServer): Promise<readonly string[]> =>
  (
    await database.all<{ slug: string }>(sql`
      select c.slug from appeals a join checks c on c.id = a.check_id where a.holds and a.outcome is null`)
  ).map(({ slug }) => slug);
const withheld = async ({ database }: DeskServer): Promise<number> =>
  (await database.all(sql`select from events where type = 'answer.withheld'`)).length;

test('when a place frees the ground that was found first takes it, then the next, and no new appeal before them', async () => {
  const desk = await deskServer();
  const { world, database, team, setClock } = desk;
  await sampleChecks(desk, slugs);
  const [one = '', two = '', three = '', four = ''] = slugs;
  const held = await appeal(desk, one);
  const later = await appeal(desk, two);
  const first = await appeal(desk, three);
  const look = async (of: Id) =>
    expect(await lookAtAppeal(world, team.reviewer, { appeal: of, ground: true })).toMatchObject({ ok: true });
  await look(held);
  await look(first);
  setClock('2026-11-21T10:00:00Z');
  await look(later);
  expect(await holding(desk)).toEqual([one]);
  expect(await endCases(world)).toMatchObject({ placed: 0 });
  // Nobody takes a place past the others by SQL.
  for (const of of [later, first])
    await expect(database.all(sql`update appeals set holds = true where id = ${of}`)).rejects.toThrow('not its turn');
  // Another looks once more and finds none: the check answers again, and its place is free.
  const frees = async (of: Id) =>
    expect(await lookAtAppeal(world, team.editor, { appeal: of, ground: false })).toMatchObject({ ok: true });
  const before = await withheld(desk);
  await frees(held);
  // Freed, and somebody comes before the job has run: the place is not theirs.
  await appeal(desk, four);
  expect(await holding(desk)).toEqual([]);
  await expect(database.all(sql`update appeals set holds = true where id = ${later}`)).rejects.toThrow('not its turn');
  expect(await endCases(world)).toMatchObject({ placed: 1 });
  expect(await holding(desk)).toEqual([three]);
  expect(await withheld(desk)).toBe(before + 1);
  expect(await endCases(world)).toMatchObject({ placed: 0 });
  await frees(first);
  expect(await endCases(world)).toMatchObject({ placed: 1 });
  expect(await holding(desk)).toEqual([two]);
});
