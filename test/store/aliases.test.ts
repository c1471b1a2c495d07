// What the database itself holds to about wordings and voices.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import type { Database } from '../../src/store/index.ts';
import { colleague } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

const aCheck = async (database: Database): Promise<Id> => {
  const id = randomUUID() as Id;
  await database.all(sql`
    insert into sources (id, name, site) values (${id}, ${id}, 'x.example')`);
  await database.all(sql`
    insert into checks (id, slug, source_id, external_key, content_hash, changed_at) values (${id}, ${id}, ${id}, ${id}, '', now())`);
  return id;
};

/** One tip whose one claim was answered with a check; gives the id to judge it by. */
const answered = async (
  database: Database,
  check: Id,
  tip: { readonly text: string; readonly outcome?: 'known' | 'perhaps'; readonly day?: string },
): Promise<Id> => {
  const [id, answer, claim] = [randomUUID(), randomUUID() as Id, randomUUID()];
  const { text, outcome = 'perhaps', day = '2026-11-20' } = tip;
  await database.all(sql`
    insert into tips (id, day, channel, text, answer_id, outcome, state) values (${id}, ${day}, 'web', ${text}, ${answer}, ${outcome}, 'waiting')`);
  await database.all(sql`
    insert into claims (id, fingerprint, text, first_day) values (${claim}, ${text}, ${text}, ${day}) on conflict do nothing`);
  await database.all(sql`
    insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers, check_id)
    select ${id}, 0, id, 0, ${text.length}, ${outcome}, ${JSON.stringify([{ check, words: [] }])}::jsonb,
      ${outcome === 'known' ? check : null} from claims where fingerprint = ${text}`);
  return answer;
};

const since = '2026-10-01' as Day;
const wide = { perDay: 100, all: 100 };

test('askers’ words that fewer than three wrote are refused by the database, and so is a second row of one wording', async () => {
  const { database } = await storedWorld();
  const check = await aCheck(database);
  const put = (founders: number, text = 'a b c') =>
    database.all(sql`
      insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
      values (${randomUUID()}, ${check}, 'asked', 'vi', ${text}, ${text}, 'learned', ${founders}, 3, 0, '2026-11-20')`);
  await expect(put(2)).rejects.toMatchObject({ code: '23514' });
  await put(3);
  await expect(put(3)).rejects.toMatchObject({ code: '23505' });
  await expect(put(3, 'x'.repeat(301))).rejects.toMatchObject({ code: '23514' });
});

test('equal messages have one voice: no unless more said yes, on the first day, and with words only while they are kept', async () => {
  const { world, database } = await storedWorld();
  const check = await aCheck(database);
  const say = async (text: string, agrees: boolean, day: string, outcome: 'known' | 'perhaps' = 'perhaps') => {
    const answerId = await answered(database, check, { text, outcome });
    expect(await world.feedback.give({ answerId, check, agrees, day: day as Day, oldest: since })).toBe('given');
  };
  await say('một', true, '2026-11-21');
  await say('một', true, '2026-11-20');
  await say('một', false, '2026-11-22');
  await say('hai', true, '2026-11-21');
  await say('hai', false, '2026-11-21');
  await say('ba', true, '2026-11-22', 'known');
  await say('bốn', true, '2026-09-01');
  const voices = await world.aliases.voices(check, since, wide);
  expect(voices.map(({ group: _group, ...voice }) => voice)).toEqual([
    { day: '2026-11-22', agrees: true, through: null, text: null },
    { day: '2026-11-21', agrees: false, through: null, text: 'hai' },
    { day: '2026-11-20', agrees: true, through: null, text: 'một' },
  ]);
  await database.all(sql`update tips set text = null`);
  expect((await world.aliases.voices(check, since, wide)).map((v) => v.text)).toEqual([null, null, null]);
});

test('one day counts for so many voices and no more, yes and no apart', async () => {
  const { world, database } = await storedWorld();
  const check = await aCheck(database);
  for (let i = 0; i < 12; i++) {
    const answerId = await answered(database, check, { text: `tin số ${i}` });
    await world.feedback.give({ answerId, check, agrees: i < 9, day: '2026-11-20' as Day, oldest: since });
  }
  const voices = await world.aliases.voices(check, since, { perDay: 4, all: 100 });
  expect([voices.filter((v) => v.agrees).length, voices.filter((v) => !v.agrees).length]).toEqual([4, 3]);
  expect(await world.aliases.voices(check, since, { perDay: 4, all: 5 })).toHaveLength(5);
});

test('spans are read in UTF-16 units, whatever stands before them', async () => {
  const { world, database } = await storedWorld();
  const check = await aCheck(database);
  const answerId = await answered(database, check, { text: '🍋🍋 chanh ấm diệt u' });
  await database.all(sql`update tip_claims set span_start = 5`);
  await world.feedback.give({ answerId, check, agrees: true, day: '2026-11-20' as Day, oldest: since });
  expect((await world.aliases.voices(check, since, wide))[0]?.text).toBe('chanh ấm diệt u');
});

test('the voices of one check are found by an index', async () => {
  const { database } = await storedWorld();
  const plan = await database.atomically(async (tx) => {
    await tx.all(sql`set local enable_seqscan = off`);
    return tx.all<{ 'QUERY PLAN': string }>(
      sql`explain select answer_id from feedback where check_id = ${randomUUID()} and day >= '2026-11-01'`,
    );
  });
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('feedback_by_check');
});

test('a check that goes takes its wordings and disputes along', async () => {
  const { world, database } = await storedWorld();
  const check = await aCheck(database);
  await answered(database, check, { text: 'một' });
  const [claim] = await database.all<{ id: Id }>(sql`select id from claims`);
  const learned = [{ id: randomUUID() as Id, key: 'k', lang: 'vi', text: 'a b c', yes: 3, no: 0 }];
  const disputed = [{ claim: claim!.id, yes: 0, no: 5 }];
  const lesson = { check, learned, counted: [], disputed };
  await world.aliases.teach(lesson, '2026-11-20' as Day);
  await world.aliases.teach(lesson, '2026-11-21' as Day);
  expect(await world.aliases.list(9)).toMatchObject({
    aliases: [{ text: 'a b c' }],
    withheld: [{ since: '2026-11-20', held: false }],
  });
  expect(await database.all(sql`select type, at from events order by id`)).toEqual([
    { type: 'alias.learned', at: null },
  ]);
  await database.all(sql`delete from tip_claims`);
  await database.all(sql`delete from checks where id = ${check}`);
  expect(await world.aliases.list(9)).toEqual({ aliases: [], proposals: [], withheld: [] });
});

test('a wording of the team’s is in use only as one proposed it and another with the right agreed, whoever writes the row', async () => {
  const { database } = await storedWorld();
  const check = await aCheck(database);
  const [writer, second, checker] = [
    await colleague(database, 'reviewer'),
    await colleague(database, 'editor'),
    await colleague(database, 'checker'),
  ];
  const waits = randomUUID();
  await database.all(sql`
    insert into alias_proposals (id, check_id, lang, text, key, proposed_by, proposed_on)
    values (${waits}, ${check}, 'vi', 'a b c', 'k', ${writer.id}, '2026-11-20')`);
  const put = (by: Id | null, other: Id | null, { text = 'a b c', key = 'k' } = {}) =>
    database.all(sql`
      insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since, added_by, confirmed_by, confirmed_on)
      values (${randomUUID()}, ${check}, 'alias', 'vi', ${text}, ${key}, 'confirmed', 0, 0, 0, '2026-11-20', ${by}, ${other},
        ${other === null ? null : '2026-11-20'})`);
  await expect(put(null, null)).rejects.toThrow('aliases_are_agreed');
  await expect(put(writer.id, writer.id)).rejects.toThrow('alias_of_two_accounts');
  await expect(put(writer.id, null)).rejects.toThrow('aliases_agreed_by_right');
  await expect(put(second.id, writer.id)).rejects.toThrow('aliases_are_agreed');
  await expect(put(writer.id, second.id, { text: 'a b d' })).rejects.toThrow('aliases_are_agreed');
  await expect(put(writer.id, checker.id)).rejects.toThrow('aliases_agreed_by_right');
  await expect(database.all(sql`update alias_proposals set text = 'x y z' where id = ${waits}`)).rejects.toThrow(
    'alias_proposals_stand',
  );
  await expect(
    database.all(
      sql`update alias_proposals set declined_by = proposed_by, declined_on = '2026-11-20' where id = ${waits}`,
    ),
  ).rejects.toThrow('alias_declined_by_another');
  await put(writer.id, second.id);
  await expect(database.all(sql`update taught_aliases set text = 'x y z'`)).rejects.toThrow('aliases_are_agreed');
  // What askers shared becomes nobody's wording by a stroke of the pen.
  await database.all(sql`
    insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
    values (${randomUUID()}, ${check}, 'asked', 'vi', 'd e f', 'asked', 'learned', 3, 3, 0, '2026-11-20')`);
  await expect(
    database.all(sql`update taught_aliases set kind = 'alias', state = 'confirmed' where key = 'asked'`),
  ).rejects.toThrow('aliases_are_agreed');
});

test('a wording from before there were two stays in use and says so', async () => {
  const { world, database } = await storedWorld();
  const check = await aCheck(database);
  await database.all(sql`alter table taught_aliases disable trigger aliases_are_agreed`);
  await database.all(sql`
    insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
    values (${randomUUID()}, ${check}, 'alias', 'vi', 'a b c', 'k', 'confirmed', 0, 0, 0, '2026-10-01')`);
  await database.all(sql`alter table taught_aliases enable trigger aliases_are_agreed`);
  const [old] = (await world.aliases.list(9)).aliases;
  expect(old).toMatchObject({ text: 'a b c', state: 'confirmed', agreed: null, removedOn: null });
  expect(await world.aliases.remove(old!.id, world.now())).toBe(true);
  expect((await world.aliases.list(9)).aliases).toMatchObject([{ removedOn: '2026-11-20' }]);
  expect(await world.aliases.bringBack(old!.id, world.now())).toBe(true);
});
