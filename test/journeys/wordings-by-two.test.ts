// A wording that one of the team adds: it answers nobody before another one agrees, and never stands for the claim of a check.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import {
  bringBackAlias,
  confirmAlias,
  proposeAlias,
  publish,
  refresh,
  refuseAlias,
  removeAlias,
  settleAlias,
} from '../../src/desk/index.ts';
import { newId } from '../../src/main/secrets.ts';
import { colleague } from '../desk/deciding.ts';
import type { StoredWorld } from '../temp-database.ts';
import { aliasesOf, chimes, claim, first, looked, night, sample, shared, taught, withSample } from './chimes.ts';

const reviewers = async ({ database }: Awaited<ReturnType<typeof withSample>>) => ({
  first: await colleague(database, 'reviewer'),
  second: await colleague(database, 'reviewer'),
});
const proposed = async (
  world: StoredWorld,
  ...given: Parameters<typeof proposeAlias> extends [unknown, ...infer R] ? R : never
) => {
  const done = await proposeAlias(world, ...given);
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
};

test('one reviewer alone makes no wording answer: not by proposing it, agreeing to it, or both again', async () => {
  const opened = await withSample();
  const { world, check, database } = opened;
  const { first: thief, second } = await reviewers(opened);
  const text = 'thịt bò nhập khẩu về nước đều bị trộn giấy bìa';
  const before = await first(world, text);
  const id = await proposed(world, thief, { check, lang: 'vi', text });
  expect(await settleAlias(world, thief, id, 'confirmed')).toMatchObject({ error: { code: 'alias-own' } });
  expect(await settleAlias(world, thief, id, 'declined')).toMatchObject({ error: { code: 'alias-own' } });
  expect(await proposeAlias(world, thief, { check, lang: 'vi', text })).toMatchObject({
    error: { code: 'alias-waiting' },
  });
  expect((await settleAlias(world, thief, id, 'taken-back')).ok).toBe(true);
  const again = await proposed(world, thief, { check, lang: 'vi', text });
  expect(await confirmAlias(world, thief, again)).toMatchObject({ error: { code: 'not-found' } });
  expect(await bringBackAlias(world, again)).toMatchObject({ error: { code: 'not-found' } });
  await refresh(world, [check]);
  expect(await night(world, check)).toBe(0);
  // Not even suggested: what one person wrote finds nothing, and stands on no page.
  expect(await first(world, text)).toEqual(before);
  expect(before?.slug).not.toBe(chimes);
  expect((await world.reads.check(chimes))?.aliases).toEqual([]);
  expect(await database.all(sql`select type from events where type like 'alias.%'`)).toEqual([]);
  const trainee = await colleague(database, 'checker');
  expect(await proposeAlias(world, trainee, { check, lang: 'vi', text })).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(await settleAlias(world, trainee, again, 'confirmed')).toMatchObject({ error: { code: 'forbidden' } });
  expect((await settleAlias(world, second, again, 'confirmed')).ok).toBe(true);
  await refresh(world, [check]);
  expect(await first(world, text)).toMatchObject({ slug: chimes, outcome: 'known' });
});

test('a wording that two agreed to is public, survives a new version of the check, is taken away by one and brought back', async () => {
  const opened = await withSample();
  const { world, check, database } = opened;
  const { first: one, second } = await reviewers(opened);
  const text = 'treo phong linh đầu giường làm hói đầu';
  const id = await proposed(world, one, { check, lang: 'vi', text: ` ${text}  ` });
  expect(await world.aliases.waiting(9)).toMatchObject([{ id, check, text, proposedBy: one.id, declined: null }]);
  expect((await settleAlias(world, second, id, 'confirmed')).ok).toBe(true);
  expect(await settleAlias(world, second, id, 'confirmed')).toMatchObject({ error: { code: 'not-found' } });
  await publish(
    world,
    sample.map((c) => (c.slug === chimes ? { ...c, topics: ['science'] } : c)),
  );
  await refresh(world, [check]);
  expect((await world.reads.check(chimes))?.aliases).toContainEqual({ lang: 'vi', text });
  expect(await first(world, text)).toMatchObject({ slug: chimes, outcome: 'known' });
  const [alias] = await aliasesOf(world);
  expect(alias).toMatchObject({
    agreed: { addedBy: one.id, confirmedBy: second.id, on: '2026-11-20' },
    removedOn: null,
  });
  expect((await removeAlias(world, alias!.id)).ok).toBe(true);
  expect((await removeAlias(world, alias!.id)).ok).toBe(false);
  await refresh(world, [check]);
  expect((await first(world, text))?.outcome).not.toBe('known');
  expect((await world.reads.check(chimes))?.aliases).toEqual([]);
  expect((await bringBackAlias(world, alias!.id)).ok).toBe(true);
  expect((await bringBackAlias(world, alias!.id)).ok).toBe(false);
  await refresh(world, [check]);
  expect(await first(world, text)).toMatchObject({ slug: chimes, outcome: 'known' });
  const told = await database.all<{ type: string }>(sql`select type from events where type like 'alias.%' order by id`);
  expect(told.map((t) => t.type)).toEqual(['alias.added', 'alias.removed', 'alias.added']);
});

test('the claim of a check is told as what it judges, and another wording that agreed is named as one', async () => {
  const opened = await withSample();
  const { world, check } = opened;
  const { first: one, second } = await reviewers(opened);
  const text = 'treo phong linh đầu giường làm hói đầu';
  await settleAlias(world, second, await proposed(world, one, { check, lang: 'vi', text }), 'confirmed');
  await refresh(world, [check]);
  const answerTo = async (question: string) =>
    (await looked(world, question)).claims[0]?.answers.find(({ card }) => card.slug === chimes);
  const byWording = await answerTo(text);
  expect(byWording).toMatchObject({ outcome: 'known', matched: claim, wording: { text, lang: 'vi' } });
  expect(byWording?.spans.matched).toEqual([]);
  expect(byWording?.wording?.spans.length).toBeGreaterThan(3);
  const byClaim = await answerTo(claim);
  expect(byClaim).toMatchObject({ outcome: 'known', matched: claim, wording: null });
  expect(byClaim?.spans.matched.length).toBeGreaterThan(3);
});

test('a wording that somebody said no to is shown so, and may be proposed anew', async () => {
  const opened = await withSample();
  const { world, check } = opened;
  const { first: one, second } = await reviewers(opened);
  const given = { check, lang: 'vi', text: 'phong linh làm hói đầu' };
  const id = await proposed(world, one, given);
  expect((await settleAlias(world, second, id, 'declined')).ok).toBe(true);
  expect(await settleAlias(world, second, id, 'confirmed')).toMatchObject({ error: { code: 'alias-settled' } });
  expect((await world.aliases.list(9)).proposals).toMatchObject([{ declined: { by: second.id, on: '2026-11-20' } }]);
  expect(await world.aliases.waiting(9)).toEqual([]);
  const again = await proposed(world, second, given);
  expect((await settleAlias(world, one, again, 'confirmed')).ok).toBe(true);
  expect((await world.aliases.list(9)).proposals).toEqual([]);
});

test('words that askers share become a wording for everybody once two of the team say so, and not before', async () => {
  const opened = await taught();
  const { world, check } = opened;
  await night(world, check);
  const [alias] = await aliasesOf(world);
  await refuseAlias(world, alias!.id);
  const { first: one, second } = await reviewers(opened);
  const id = await proposed(world, one, { check, lang: 'vi', text: shared });
  expect(await aliasesOf(world)).toMatchObject([{ kind: 'asked', state: 'refused', agreed: null }]);
  expect((await settleAlias(world, second, id, 'confirmed')).ok).toBe(true);
  expect(await aliasesOf(world)).toMatchObject([{ id: alias!.id, kind: 'alias', state: 'confirmed', text: shared }]);
});

test('what may not stand on a public page is not proposed, nor what is there already', async () => {
  const opened = await withSample();
  const { world, check } = opened;
  const { first: one, second } = await reviewers(opened);
  const code = async (text: string, to = check) => {
    const done = await proposeAlias(world, one, { check: to, lang: 'vi', text });
    return done.ok ? 'proposed' : done.error.code;
  };
  expect(await code('gọi 0912345678 để mua chuông gió mọc tóc')).toBe('alias-not-plain');
  expect(await code('xem chuông gió làm rụng tóc ở https://vi.example/a')).toBe('alias-not-plain');
  expect(await code('chuông')).toBe('alias-too-short');
  expect(await code('chuông '.repeat(80))).toBe('alias-too-long');
  expect(await code('Phong linh làm hói đầu', newId())).toBe('not-found');
  expect(await code(claim)).toBe('alias-known');
  expect(await code('phong linh làm hói đầu')).toBe('proposed');
  expect(await code('Phong linh làm hói đầu!')).toBe('alias-waiting');
  await settleAlias(world, second, (await world.aliases.waiting(1))[0]!.id, 'confirmed');
  expect(await code('Phong linh làm hói đầu!')).toBe('alias-known');
  for (let n = 0; n < 19; n++) expect(await code(`phong linh ${'ừ'.repeat(n + 1)} làm hói đầu`)).toBe('proposed');
  expect(await code('phong linh làm hói đầu thật nhanh')).toBe('alias-too-many');
});

test('what was taken away, or declined, is forgotten after thirty days', async () => {
  const opened = await withSample();
  const { world, check } = opened;
  const { first: one, second } = await reviewers(opened);
  const kept = await proposed(world, one, { check, lang: 'vi', text: 'phong linh làm hói đầu' });
  await settleAlias(world, second, kept, 'confirmed');
  await removeAlias(world, kept);
  const declined = await proposed(world, one, { check, lang: 'vi', text: 'phong linh làm bạc tóc' });
  await settleAlias(world, second, declined, 'declined');
  const heldOn = async (today: string) => {
    const day = today as Day;
    await world.retention.forget({ contactsBefore: day, subscriptionsBefore: day, requestsBefore: day, today: day });
    const { aliases, proposals } = await world.aliases.list(9);
    return [aliases.length, proposals.length];
  };
  expect(await heldOn('2026-12-20')).toEqual([1, 1]);
  expect(await heldOn('2026-12-21')).toEqual([0, 0]);
});
