// Two people in one draft: nothing that was typed is lost, and what does not fit together is shown.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waiting } from '../../src/core/draft.ts';
import type { StaffId } from '../../src/core/rights.ts';
import { declareInterest, saveDraft, settleDraft } from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { addColleague } from '../desk/desk-server.ts';
import { storedWorld } from '../temp-database.ts';

const begin = async () => {
  const { world, database } = await storedWorld();
  const lan = await addColleague(database, 'checker', 'Lan');
  const minh = await addColleague(database, 'reviewer', 'Minh');
  const { id } = await makeCase(database);
  const type = async (who: typeof lan, text: string, base: number) => {
    const saved = await saveDraft(world, who, id, { lang: 'vi', field: 'known', text, base });
    if (!saved.ok) throw new Error(saved.error.code);
    return saved.value;
  };
  const states = () => world.drafts.of(id);
  return { world, database, lan, minh, id, type, states };
};

test('what one person types is kept once, however often the browser sends it', async () => {
  const { lan, type, states } = await begin();
  expect(await type(lan, 'Bộ Y tế', 0)).toEqual({ as: 'current', n: 1 });
  expect(await type(lan, 'Bộ Y tế', 0)).toEqual({ as: 'kept', n: 1 });
  expect(await type(lan, 'Bộ Y tế khuyến cáo', 1)).toEqual({ as: 'current', n: 2 });
  expect((await states()).map(({ n, text, current }) => ({ n, text, current }))).toEqual([
    { n: 2, text: 'Bộ Y tế khuyến cáo', current: true },
  ]);
});

test('a state goes only when the next one by the same hand holds all of it', async () => {
  const { lan, minh, type, states } = await begin();
  await type(lan, 'một hai', 0);
  await type(lan, 'một hai ba', 1);
  await type(lan, 'một ba', 2);
  await type(minh, 'một ba bốn', 3);
  expect((await states()).map(({ text }) => text)).toEqual(['một hai ba', 'một ba', 'một ba bốn']);
});

test('two who type over the same state: both texts stay, one waits, and a person settles it', async () => {
  const { world, database, lan, minh, id, type, states } = await begin();
  await type(lan, 'chung', 0);
  expect(await type(lan, 'chung của Lan', 1)).toEqual({ as: 'current', n: 2 });
  expect(await type(minh, 'chung của Minh', 1)).toEqual({ as: 'conflict', n: 3 });
  // Minh goes on typing before anybody looks: it is added to what waits.
  expect(await type(minh, 'chung của Minh nữa', 3)).toEqual({ as: 'conflict', n: 4 });
  // And Lan to what stands.
  expect(await type(lan, 'chung của Lan, rồi', 2)).toMatchObject({ as: 'current' });
  expect(waiting(await states()).map(({ text }) => text)).toEqual(['chung của Minh nữa']);
  expect((await world.caseWork.facts(id)).conflicts).toBe(1);

  const stands = (await states()).find(({ current }) => current)?.n ?? 0;
  const settled = { lang: 'vi', field: 'known', text: 'chung của Lan và Minh', waiting: 4 } as const;
  expect(await settleDraft(world, minh, id, { ...settled, standing: 2 })).toMatchObject({
    error: { code: 'draft-moved' },
  });
  expect(await settleDraft(world, minh, id, { ...settled, standing: stands })).toMatchObject({ ok: true });
  expect(waiting(await states())).toEqual([]);
  const texts = (await states()).map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(['chung của Lan, rồi', 'chung của Minh nữa', 'chung của Lan và Minh']));
  const told = await database.all(sql`select what, done_by as by from case_history where case_id = ${id} order by id`);
  expect(told).toEqual([
    { what: 'draft-written', by: lan.id },
    { what: 'draft-conflict', by: minh.id },
    { what: 'draft-settled', by: minh.id },
  ]);
});

test('whoever opened an old text and changed nothing makes no conflict, and does not write over the new one', async () => {
  const { lan, minh, type, states } = await begin();
  await type(lan, 'cũ', 0);
  await type(lan, 'khác hẳn', 1);
  expect(await type(minh, 'cũ', 1)).toEqual({ as: 'kept', n: 1 });
  expect(waiting(await states())).toEqual([]);
  expect(await type(minh, 'cũ hơn', 1)).toMatchObject({ as: 'conflict' });
  expect((await states()).find(({ current }) => current)?.text).toBe('khác hẳn');
});

test('many saves at the same moment all stay', async () => {
  const { lan, minh, type, states } = await begin();
  await type(lan, 'gốc', 0);
  await Promise.all(Array.from({ length: 12 }, (_, n) => type(n % 2 ? lan : minh, `bản ${n}`, 1)));
  const all = await states();
  expect(all.filter(({ current }) => current)).toHaveLength(1);
  expect(waiting(all)).toHaveLength(11);
  expect(new Set(all.map(({ text }) => text)).size).toBe(13);
});

test('whatever two people do, every text that was typed can be read in a state that is kept', async () => {
  const { world, lan, minh, database } = await begin();
  const step = fc.record({
    who: fc.boolean(),
    text: fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', ' ') }),
    stale: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { id } = await makeCase(database);
      const at = new Map<StaffId, number>();
      const typed: string[] = [];
      for (const { who, text, stale } of steps) {
        const by = who ? lan : minh;
        const base = stale ? 0 : (at.get(by.id) ?? 0);
        const saved = await saveDraft(world, by, id, { lang: 'vi', field: 'how', text, base });
        if (!saved.ok) throw new Error(saved.error.code);
        at.set(by.id, saved.value.n);
        typed.push(text);
      }
      const kept = (await world.drafts.of(id)).map((state) => state.text);
      for (const text of typed) expect(text === '' || kept.some((k) => holds(k, text)), text).toBe(true);
    }),
    { numRuns: 25 },
  );
});

/** Every character of `text` in order, as when something was only added to it. */
const holds = (kept: string, text: string): boolean => {
  let at = 0;
  for (const c of kept) if (c === text[at]) at++;
  return at >= text.length;
};

test('a trainee writes no draft, and a closed case takes none', async () => {
  const { world, database, lan, id } = await begin();
  const trainee = await addColleague(database, 'trainee', 'Tập');
  const typed = { lang: 'vi', field: 'title', text: 'x', base: 0 } as const;
  expect(await saveDraft(world, trainee, id, typed)).toMatchObject({ error: { code: 'forbidden' } });
  expect(await declareInterest(world, trainee, id, { concerned: false })).toMatchObject({ ok: true });
  await database.all(
    sql`update cases set state = 'closed', closed_as = 'spam', closed_on = '2026-11-20' where id = ${id}`,
  );
  expect(await saveDraft(world, lan, id, typed)).toMatchObject({ error: { code: 'case-not-open' } });
});
