// How askers teach: what three of them share finds the check for the next, and what an attacker with many questions can do at most.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import {
  answerWaiting,
  confirmAlias,
  giveFeedback,
  holdAnswer,
  receive,
  refresh,
  refuseAlias,
  releaseAnswer,
} from '../../src/desk/index.ts';
import { newId } from '../../src/main/secrets.ts';
import { currentCursor, eventsAfter, everyCheck } from '../../src/store/index.ts';
import { colleague } from '../desk/deciding.ts';
import {
  aliasesOf,
  asked,
  chimes,
  first,
  grandmothers,
  likeThem,
  looked,
  night,
  says,
  shared,
  taught,
  withSample,
} from './chimes.ts';

test('what three askers share on two days finds the check for the next who asks, as a suggestion', async () => {
  const { world, check, database } = await taught();
  expect((await first(world, likeThem))?.slug).not.toBe(chimes);
  const cursor = await currentCursor(database);
  expect(await night(world, check)).toBe(1);
  expect(await night(world, check)).toBe(0);
  expect(await aliasesOf(world)).toMatchObject([
    {
      check,
      kind: 'asked',
      state: 'learned',
      text: shared,
      lang: 'vi',
      yes: 3,
      no: 0,
    },
  ]);
  expect(await first(world, likeThem)).toEqual({ slug: chimes, outcome: 'perhaps', doubt: 'asked', words: [] });
  expect(await first(world, grandmothers[1]!)).toMatchObject({ slug: chimes, outcome: 'perhaps' });
  const told = async () => (await eventsAfter(database, cursor, 1000)).map(({ event }) => event);
  await expect.poll(told).toContainEqual({ type: 'alias.learned', v: 1, data: { check, alias: expect.anything() } });
  expect(await database.all(sql`select at from events where type = 'alias.learned'`)).toEqual([{ at: null }]);
});

test('two askers, or three on one day, or three of whom one says no, teach nothing', async () => {
  const { world, setClock, check } = await withSample();
  await says(world, check, true, grandmothers);
  expect(await night(world, check)).toBe(0);
  setClock('2026-11-21T09:00:00Z');
  await says(world, check, false, ['mẹ bảo treo phong linh đầu giường ban đêm rụng tóc mà']);
  expect(await night(world, check)).toBe(0);
  expect(await aliasesOf(world)).toEqual([]);
});

test('two who decide make it answer by itself, and one unmakes it; every decision is told without anybody in it', async () => {
  const { world, check, database } = await taught();
  const [one, other] = [await colleague(database, 'reviewer'), await colleague(database, 'editor')];
  await night(world, check);
  const [alias] = await aliasesOf(world);
  const sure = 'treo phong linh đầu giường ban đêm rụng tóc đúng không';
  // One alone, as often as they like, changes nothing: who asked might have been the same.
  expect(await confirmAlias(world, one, alias!.id)).toEqual({ ok: true, value: 'put-forward' });
  expect(await confirmAlias(world, one, alias!.id)).toMatchObject({ error: { code: 'alias-own' } });
  await refresh(world, [check]);
  expect((await first(world, sure))?.outcome).toBe('perhaps');
  expect(await aliasesOf(world)).toMatchObject([{ state: 'learned', putForward: { by: one.id } }]);
  expect(await confirmAlias(world, other, alias!.id)).toEqual({ ok: true, value: 'confirmed' });
  expect(await aliasesOf(world)).toMatchObject([
    { state: 'confirmed', putForward: null, agreed: { addedBy: one.id, confirmedBy: other.id } },
  ]);
  await refresh(world, [check]);
  expect(await first(world, sure)).toMatchObject({ slug: chimes, outcome: 'known', words: [] });
  for (const more of [
    'treo 5 phong linh đầu giường ban đêm rụng tóc',
    'treo phong linh đầu giường ban đêm không rụng tóc',
  ])
    expect((await first(world, more))?.outcome, more).toBe('perhaps');
  expect((await refuseAlias(world, alias!.id)).ok).toBe(true);
  // Refused once, it takes two anew.
  expect(await aliasesOf(world)).toMatchObject([{ state: 'refused', putForward: null, agreed: null }]);
  await refresh(world, [check]);
  expect((await first(world, likeThem))?.slug).not.toBe(chimes);
  expect(await night(world, check)).toBe(0);
  expect(await confirmAlias(world, one, newId())).toMatchObject({ ok: false, error: { code: 'not-found' } });
  const told = await database.all<{ type: string; data: object }>(
    sql`select type, data from events where type like 'alias.%' order by id`,
  );
  expect(told.map((t) => t.type)).toEqual(['alias.learned', 'alias.confirmed', 'alias.refused']);
  expect(told.map((t) => Object.keys(t.data).sort())).toEqual(Array(3).fill(['alias', 'check']));
});

test('the database confirms no words of askers on one account, on one that does not decide, nor on two of one hand', async () => {
  const { world, check, database } = await taught();
  await night(world, check);
  const [one, fresh, checker] = [
    await colleague(database, 'reviewer'),
    await colleague(database, 'editor'),
    await colleague(database, 'checker'),
  ];
  await colleague(database, 'owner');
  const [alias] = await aliasesOf(world);
  const confirm = (by: Id | null, other: Id | null) =>
    database.all(sql`
      update taught_aliases set state = 'confirmed', added_by = ${by}, confirmed_by = ${other},
        confirmed_on = ${other === null ? null : '2026-11-22'} where id = ${alias!.id}`);
  await expect(confirm(null, null)).rejects.toThrow('aliases_are_agreed');
  await expect(confirm(fresh.id, one.id)).rejects.toThrow('aliases_are_agreed');
  await confirmAlias(world, one, alias!.id);
  await expect(confirm(one.id, one.id)).rejects.toThrow('alias_of_two_accounts');
  await expect(confirm(one.id, checker.id)).rejects.toThrow('aliases_agreed_by_right');
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${fresh.id}, ${one.id}, 'let-in', '2026-11-21')`);
  await expect(confirm(one.id, fresh.id)).rejects.toThrow('kept_apart');
  expect(await confirmAlias(world, fresh, alias!.id)).toMatchObject({ error: { code: 'let-in-lately' } });
  expect(await confirmAlias(world, checker, alias!.id)).toMatchObject({ error: { code: 'forbidden' } });
});

test('noes drop what was learned, and it is not learned again', async () => {
  const { world, check } = await taught();
  await night(world, check);
  await says(world, check, false, [likeThem, 'dọn nhà mới thấy phong linh ai treo ngay đầu giường, có nên gỡ']);
  expect(await night(world, check)).toBe(0);
  expect(await aliasesOf(world)).toMatchObject([{ state: 'dropped', yes: 3, no: 2 }]);
  expect((await first(world, likeThem))?.slug).not.toBe(chimes);
  expect(await night(world, check)).toBe(0);
});

test('learned words outlive the messages, and no message is among them', async () => {
  const { world, check, setClock, database } = await taught();
  await night(world, check);
  setClock('2027-03-01T04:00:00Z');
  await night(world, check);
  expect(await database.all(sql`select id from tips where text is not null`)).toEqual([]);
  const kept = await database.all<{ text: string }>(sql`select text from taught_aliases`);
  expect(kept).toEqual([{ text: shared }]);
  expect(await first(world, likeThem)).toMatchObject({ slug: chimes, outcome: 'perhaps' });
});

test('what askers share is in no export, page, answer or stored answer', async () => {
  const { world, check, database } = await taught();
  await night(world, check);
  const [alias] = await aliasesOf(world);
  await confirmAlias(world, await colleague(database, 'reviewer'), alias!.id);
  await confirmAlias(world, await colleague(database, 'editor'), alias!.id);
  await refresh(world, [check]);
  const matched = await looked(world, likeThem);
  const { answerId } = await asked(world, likeThem);
  const open: unknown[] = [
    await world.reads.check(chimes),
    (await world.cards.get([check])).get(check),
    await world.reads.answer(answerId),
    matched.claims.flatMap((c) => c.answers),
  ];
  for await (const whole of everyCheck(database)) open.push(whole);
  expect(JSON.stringify(open)).not.toMatch(/phong linh|giường/);
  expect(matched.claims[0]?.answers.find((a) => a.card.slug === chimes)?.spans).toEqual({ query: [], matched: [] });
});

test('one asker who repeats a message a thousand times has one voice', async () => {
  const { world, check, setClock } = await withSample();
  const matched = await looked(world, grandmothers[0]!);
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']) {
    setClock(`${day}T09:00:00Z`);
    await Promise.all(
      Array.from({ length: 250 }, async () => {
        const received = await receive(world, matched, null);
        if (!received.ok || received.value.answerId === null) throw new Error('not stored');
        expect((await giveFeedback(world, { answerId: received.value.answerId, check, agrees: true })).ok).toBe(true);
      }),
    );
  }
  expect(await world.aliases.voices(check, '2026-08-01' as Day, { perDay: 20, all: 100 })).toHaveLength(1);
  expect(await night(world, check)).toBe(0);
});

test('one message passed on with small changes has one voice', async () => {
  const { world, check, setClock } = await withSample();
  const [message] = grandmothers;
  for (const [day, changed] of [
    ['2026-11-20', `${message}!!! 😱`],
    ['2026-11-21', `Chuyển tiếp: ${message}`],
    ['2026-11-22', message!.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')],
  ] as const) {
    setClock(`${day}T09:00:00Z`);
    await says(world, check, true, [changed]);
  }
  expect(await world.aliases.voices(check, '2026-08-01' as Day, { perDay: 20, all: 100 })).toHaveLength(1);
  expect(await night(world, check)).toBe(0);
});

/** Messages that share some words and little else, so that each is a group of its own. */
const brigade = (n: number, words = 'tiếng chuông ban đêm gọi ma về bứt tóc'): readonly string[] => {
  const syllables =
    'ba,bé,bến,cầu,chợ,dì,đò,ghe,gốc,hẻm,kênh,lúa,mận,nem,ốc,phà,quán,rẫy,sông,trà,út,vịt,xóm,yên'.split(',');
  const around = (i: number, from: number) =>
    [0, 1, 2].map((k) => syllables[(i * (k + 5) + Math.floor(i / 24) * 7 + from + k * 3) % 24]).join(' ');
  return Array.from({ length: n }, (_, i) => `${around(i, 0)} ${words} ${around(i, 11)}`);
};

test('a brigade of many texts makes no answer by itself, at most three wordings, and counts for twenty a day', async () => {
  const { world, check, setClock } = await withSample();
  for (const [at, day] of ['2026-11-20', '2026-11-21', '2026-11-22'].entries()) {
    setClock(`${day}T09:00:00Z`);
    await says(world, check, true, brigade(90).slice(at * 30, at * 30 + 30));
    await night(world, check);
  }
  const voices = await world.aliases.voices(check, '2026-08-01' as Day, { perDay: 20, all: 1000 });
  expect(voices.length).toBeGreaterThan(30);
  expect(voices.length).toBeLessThanOrEqual(60);
  const learned = await aliasesOf(world);
  expect(learned.length).toBeGreaterThan(0);
  expect(learned.length).toBeLessThanOrEqual(3);
  expect(learned.every((a) => a.state === 'learned')).toBe(true);
  for (const text of [...brigade(3), 'tiếng chuông ban đêm gọi ma về bứt tóc'])
    expect((await looked(world, text)).outcome, text).toBe('perhaps');
  // Another check's own claim keeps its answer, whatever words the brigade chose.
  expect(await first(world, 'Cá vàng chỉ nhớ được ba giây')).toMatchObject({ outcome: 'known' });
});

test('a brigade cannot put its check before one that is found by its own words', async () => {
  const { world, check, setClock } = await withSample();
  const theirs = 'Điện thoại di động gây ra khối u trong não người dùng lâu năm';
  const before = await first(world, theirs);
  expect(before?.slug).toBe('dien-thoai-di-dong-gay-u-nao');
  const offered = brigade(6, 'điện thoại di động gây khối u não như tiếng chuông gió ban đêm rụng tóc');
  for (const [at, day] of ['2026-11-20', '2026-11-21'].entries()) {
    setClock(`${day}T09:00:00Z`);
    await says(world, check, true, offered.slice(at * 3, at * 3 + 3));
  }
  await night(world, check);
  expect(await aliasesOf(world)).toMatchObject([{ text: expect.stringContaining('điện thoại di động') }]);
  expect(await first(world, theirs)).toMatchObject({ slug: before?.slug, outcome: before?.outcome });
});

const sure = 'nghe tiếng chuông gió ban đêm làm rụng tóc';

test('one person’s five noes over three days leave an answer known, until the operator holds it back for that question', async () => {
  const { world, check, setClock, database } = await withSample();
  for (const [day, times] of [
    ['2026-11-20', 2],
    ['2026-11-21', 2],
    ['2026-11-22', 1],
  ] as const) {
    setClock(`${day}T09:00:00Z`);
    expect((await first(world, sure))?.outcome).toBe('known');
    await says(world, check, false, Array(times).fill(sure));
    await night(world, check);
  }
  expect(await first(world, sure)).toMatchObject({ slug: chimes, outcome: 'known' });
  const [proposed] = (await world.aliases.list(10)).withheld;
  expect(proposed).toMatchObject({ check, yes: 0, no: 5, held: false });
  const answer = { check, claim: proposed!.claim };
  expect((await holdAnswer(world, answer)).ok).toBe(true);
  expect((await holdAnswer(world, answer)).ok).toBe(true);
  await refresh(world, [check]);
  expect(await first(world, sure)).toMatchObject({ slug: chimes, outcome: 'perhaps', doubt: 'disputed' });
  expect(await first(world, 'ban đêm nghe tiếng chuông gió làm rụng tóc')).toMatchObject({
    outcome: 'known',
  });
  // The question waits from now on, and is not answered with the very check that was refused.
  await asked(world, sure);
  await answerWaiting(world);
  // What a person decided, no vote and no passing of time undoes.
  await says(world, check, true, Array(12).fill(sure));
  setClock('2026-12-24T09:00:00Z');
  await night(world, check);
  expect((await first(world, sure))?.outcome).toBe('perhaps');
  expect((await releaseAnswer(world, answer)).ok).toBe(true);
  expect((await releaseAnswer(world, answer)).ok).toBe(false);
  expect(await holdAnswer(world, answer)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  await night(world, check);
  expect(await first(world, sure)).toMatchObject({ slug: chimes, outcome: 'known' });
  const told = await database.all<{ type: string }>(
    sql`select type from events where type like 'answer.%' order by id`,
  );
  expect(told.map((t) => t.type)).toEqual(['answer.withheld', 'answer.released']);
});

test('what the operator dismisses is not proposed again', async () => {
  const { world, check, setClock, database } = await withSample();
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
    setClock(`${day}T09:00:00Z`);
    await says(world, check, false, [sure, sure]);
  }
  await night(world, check);
  const [proposed] = (await world.aliases.list(10)).withheld;
  expect((await releaseAnswer(world, { check, claim: proposed!.claim })).ok).toBe(true);
  await says(world, check, false, [sure]);
  await night(world, check);
  expect((await world.aliases.list(10)).withheld).toEqual([]);
  expect((await first(world, sure))?.outcome).toBe('known');
  expect(await database.all(sql`select type from events where type like 'answer.%'`)).toEqual([]);
});

test('those who agree outweigh noes, and a proposal that nobody carries on ends', async () => {
  const { world, check, setClock } = await withSample();
  const proposed = async () => (await world.aliases.list(10)).withheld.length;
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
    setClock(`${day}T09:00:00Z`);
    await says(world, check, false, [sure, sure]);
  }
  await says(world, check, true, Array(12).fill(sure));
  await night(world, check);
  expect(await proposed()).toBe(0);
  await says(world, check, false, [sure]);
  await night(world, check);
  expect(await proposed()).toBe(1);
  setClock('2026-12-24T09:00:00Z');
  await night(world, check);
  expect(await proposed()).toBe(0);
});

test('an answer is judged while it is young, and by one voice at a time', async () => {
  const { world, check, setClock } = await withSample();
  const { answerId } = await asked(world, sure);
  setClock('2026-11-27T23:00:00Z');
  expect((await giveFeedback(world, { answerId, check, agrees: true })).ok).toBe(true);
  setClock('2026-11-28T01:00:00Z');
  expect(await giveFeedback(world, { answerId, check, agrees: false })).toMatchObject({ error: { code: 'gone' } });
  expect(await giveFeedback(world, { answerId: newId(), check, agrees: true })).toMatchObject({
    error: { code: 'not-found' },
  });
});
